package org.kafkamqtt.balancer.cli;

import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;

/** What the help of each command shows beside its options. None of them has a connection to lose. */
final class Guides {
    private Guides() {}

    private static Guide common() {
        return Guide.of()
                .statuses(ExitStatus.OK, ExitStatus.FAILED, ExitStatus.USAGE, ExitStatus.INPUT_OUTPUT)
                .status(ExitStatus.OK, "success: everything asked for was done")
                .status(ExitStatus.USAGE, "invalid command line; nothing was started")
                .page("docs/balancer.md");
    }

    static Guide balancer() {
        return common().example("balancer explain --key order-42 --partitions 12 --all", "where a key goes")
                .example("balancer list", "every balancer")
                .example(
                        "balancer simulate --balancer murmur2,partial-key --partitions 10 --zipf 1.2",
                        "how evenly keys are spread")
                .example(
                        "balancer diff --from consistent_random --to murmur2 --partitions 12 < keys.txt",
                        "which keys move")
                .example("kafka-consumer -t orders -e -J | balancer check -", "which rule the producers used");
    }

    static Guide list() {
        return common().example("balancer list").example("balancer list --json | jq .name");
    }

    static Guide describe() {
        return common().example("balancer describe murmur2")
                .example("balancer describe header:tenant:murmur2")
                .values("NAME", Balancers::names);
    }

    static Guide explain() {
        return common().essentials(
                        "--key", "--partitions", "--balancer", "--all", "--header", "--value", "--balancer-opt")
                .example("balancer explain --key order-42 --partitions 12")
                .example("balancer explain --key order-42 --partitions 12 --all")
                .example("balancer explain --balancer ./MyBalancer.java --key a --partitions 6")
                .values("--balancer", Balancers::names);
    }

    static Guide simulate() {
        return common().essentials(
                        "--balancer", "--partitions", "--zipf", "--keys", "--records", "--seed", "--html", "--json")
                .example("balancer simulate --balancer murmur2,crc32 --partitions 12 < keys.txt")
                .example("balancer simulate --balancer murmur2,partial-key --partitions 10 --zipf 1.2")
                .example("balancer simulate --balancer jump --partitions 64 --zipf 1 --html plots.html")
                .values("--balancer", Balancers::names);
    }

    static Guide diff() {
        return common().example("balancer diff --from consistent_random --to murmur2 --partitions 12 < keys.txt")
                .example("balancer diff --from jump --to jump --partitions 12 --to-partitions 16 < keys.txt")
                .values("--from", Balancers::names)
                .values("--to", Balancers::names);
    }

    static Guide check() {
        return common().statuses(
                        ExitStatus.OK, ExitStatus.FAILED, ExitStatus.USAGE, ExitStatus.PARTIAL, ExitStatus.INPUT_OUTPUT)
                .status(ExitStatus.PARTIAL, "some lines are not records, the others were compared")
                .example("kafka-consumer -t orders -e -J | balancer check -")
                .example("balancer check --partitions 12 orders.jsonl");
    }

    static Guide starter() {
        return common().status(ExitStatus.INPUT_OUTPUT, "the file already exists or cannot be written")
                .example("balancer new MyBalancer");
    }
}

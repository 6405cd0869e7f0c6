package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which keys move when a team changes clients or adds partitions. */
@Command(
        name = "diff",
        customSynopsis = "balancer diff --from NAME --to NAME --partitions N [OPTION...] < KEYS",
        description =
                "Lists the keys (lines of standard input) that move from one rule to another, as KEY, tab, FROM, tab,"
                        + " TO; the share of them goes to standard error.",
        sortOptions = false)
final class DiffCommand extends Subcommand {
    @Option(names = "--from", required = true, paramLabel = "NAME", description = "rule today")
    String from = "";

    @Option(names = "--to", required = true, paramLabel = "NAME", description = "rule tomorrow")
    String to = "";

    @Option(names = "--partitions", required = true, paramLabel = "N", description = "partitions today")
    int count;

    @Option(names = "--to-partitions", paramLabel = "N", description = "partitions tomorrow (default: as today)")
    @Nullable
    Integer countAfter;

    @Option(names = "--quiet", description = "print only the share")
    boolean quiet;

    @Override
    public Guide guide() {
        return Guides.diff();
    }

    @Override
    public OptionRules rules() {
        return OptionRules.of()
                .always("--from", "--to", "--partitions", "--to-partitions", "--quiet", "--balancer-path", "-v")
                .never("--balancer-opt");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        Balancer before = perKey(from);
        Balancer after = perKey(to);
        Partitions partitionsBefore = Partitions.of(partitions(count));
        Partitions partitionsAfter =
                Partitions.of(countAfter == null ? count : partitions("--to-partitions", countAfter));
        Map<String, byte[]> keys = distinct(lines(console, "-"));
        Bytes out = new Bytes();
        long moved = 0;
        for (byte[] key : keys.values()) {
            Message message = Message.of(key, new byte[0]);
            int was = before.choose(message, partitionsBefore);
            int becomes = after.choose(message, partitionsAfter);
            if (was != becomes) {
                moved++;
                out.add(key)
                        .add('\t')
                        .addNumber(was)
                        .add('\t')
                        .addNumber(becomes)
                        .add('\n');
            }
        }
        if (!quiet) {
            out.writeTo(console.out());
        }
        console.say(String.format(
                Locale.ROOT,
                "%d of %s (%.1f %%)",
                moved,
                keys.size() == 1 ? "1 key moves" : keys.size() + " keys move",
                100.0 * moved / Math.max(1, keys.size())));
        return ExitStatus.OK;
    }

    private Balancer perKey(String name) {
        Balancer balancer = balancers().create(name, Map.of());
        if (balancer.ordering() != Ordering.PER_KEY) {
            throw Failure.usage(name + " does not keep a key on one partition (" + Balancers.promise(balancer)
                    + "): choose rules that do");
        }
        return balancer;
    }

    private static Map<String, byte[]> distinct(List<byte[]> lines) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        lines.forEach(line -> keys.putIfAbsent(new String(line, StandardCharsets.ISO_8859_1), line));
        return keys;
    }
}

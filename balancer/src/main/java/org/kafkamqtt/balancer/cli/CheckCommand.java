package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.json.Envelope;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.console.text.FirstFew;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which rule the producers of a topic used. */
@Command(
        name = "check",
        customSynopsis = "balancer check [--partitions N] [FILE]",
        description =
                "Reads records as JSON lines (kafka-consumer -J, kcat -J) and says which rule put them where they are.",
        sortOptions = false)
final class CheckCommand extends Subcommand {
    private static final int EXCEPTIONS = 5;

    @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input")
    String file = "-";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "partitions of the topic (default: one more than the highest seen)")
    @Nullable
    Integer count;

    /** A record with a key, where it stands. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    private record Standing(long line, byte[] key, int partition) {}

    /** How many records stand where one rule would put them. */
    private record Agreement(Definition rule, long agreeing) {}

    @Override
    public Guide guide() {
        return Guides.check();
    }

    @Override
    public OptionRules rules() {
        return OptionRules.of().always("--partitions", "-v").never("--balancer-path", "--balancer-opt");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        List<Standing> records = new ArrayList<>();
        long bad = read(console, records);
        if (records.isEmpty()) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, file + " holds no record with a key and a partition");
        }
        int highest = records.stream().mapToInt(Standing::partition).max().orElse(0);
        int partitions = count == null ? highest + 1 : partitions(count);
        if (highest >= partitions) {
            throw Failure.usage("a record is on partition " + highest + ", but with --partitions " + partitions
                    + " the highest is " + (partitions - 1));
        }
        report(console, records, partitions);
        return bad == 0 ? ExitStatus.OK : ExitStatus.PARTIAL;
    }

    private long read(Console console, List<Standing> records) throws IOException {
        EnvelopeReader reader = new EnvelopeReader();
        FirstFew bad = new FirstFew();
        long number = 0;
        for (byte[] line : lines(console, file)) {
            number++;
            try {
                Envelope record = reader.read(line, 0, line.length);
                byte[] key = record.key();
                if (key != null && record.partition().isPresent()) {
                    records.add(new Standing(number, key, record.partition().getAsInt()));
                }
            } catch (MalformedLine e) {
                if (bad.next()) {
                    console.say(file + " line " + number + ": " + e.clause());
                }
            }
        }
        bad.rest("are not records").ifPresent(console::say);
        return bad.count();
    }

    private void report(Console console, List<Standing> records, int count) throws IOException {
        Map<String, Agreement> best = new LinkedHashMap<>();
        for (Definition rule : Balancers.definitions()) {
            if (rule.ordering() == Ordering.PER_KEY && !rule.optionNames().contains("file")) {
                Agreement agreement = new Agreement(rule, agreeing(rule, records, count));
                // Members of a class agree on every key: its first stands for all.
                String group = rule.sharesRule() ? rule.rule() : rule.name();
                best.merge(group, agreement, (a, b) -> a.agreeing() >= b.agreeing() ? a : b);
            }
        }
        List<Agreement> ranked = best.values().stream()
                .sorted(Comparator.comparingLong(Agreement::agreeing).reversed())
                .toList();
        StringBuilder text = new StringBuilder();
        long all = records.size();
        List<Agreement> whole = ranked.stream().filter(a -> a.agreeing() == all).toList();
        text.append(counted(all, "record"))
                .append(" with a key, ")
                .append(counted(keys(records), "different key"))
                .append(", ")
                .append(counted(count, "partition"))
                .append('\n');
        if (whole.isEmpty()) {
            text.append("no rule explains all of them; the best:\n");
            ranked.stream().limit(3).forEach(a -> line(text, a, all));
            exceptions(text, ranked.get(0).rule(), records, count);
        } else {
            text.append(
                    whole.size() == 1
                            ? "all stand where this rule puts them:\n"
                            : "all stand where these rules put them:\n");
            whole.forEach(a -> line(text, a, all));
        }
        print(console, text.toString());
    }

    private static long keys(List<Standing> records) {
        Set<String> keys = new HashSet<>();
        records.forEach(r -> keys.add(new String(r.key(), java.nio.charset.StandardCharsets.ISO_8859_1)));
        return keys.size();
    }

    private static void line(StringBuilder text, Agreement agreement, long all) {
        text.append(String.format(
                Locale.ROOT,
                "  %5.1f %%  %-30s %s%n",
                100.0 * agreement.agreeing() / all,
                agreement.rule().name(),
                agreement.rule().ruleInWords()));
    }

    private long agreeing(Definition rule, List<Standing> records, int count) {
        Balancer balancer = balancers().create(rule.name(), Map.of());
        Partitions partitions = Partitions.of(count);
        return records.stream()
                .filter(r -> balancer.choose(Message.of(r.key(), new byte[0]), partitions) == r.partition())
                .count();
    }

    private void exceptions(StringBuilder text, Definition rule, List<Standing> records, int count) {
        Balancer balancer = balancers().create(rule.name(), Map.of());
        Partitions partitions = Partitions.of(count);
        text.append("first exceptions to ").append(rule.name()).append(":\n");
        records.stream()
                .filter(r -> balancer.choose(Message.of(r.key(), new byte[0]), partitions) != r.partition())
                .limit(EXCEPTIONS)
                .forEach(r -> text.append(String.format(
                        "  line %d: key '%s' is on partition %d, the rule gives %d%n",
                        r.line(),
                        new String(r.key(), java.nio.charset.StandardCharsets.UTF_8),
                        r.partition(),
                        balancer.choose(Message.of(r.key(), new byte[0]), partitions))));
    }
}

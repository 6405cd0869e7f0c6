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
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.console.text.FirstFew;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the rule that the producers of a topic used. */
@Command(
        name = "check",
        customSynopsis = "balancer check [--partitions N] [FILE]",
        description = "Reads records as JSON lines (kafka-consumer -J, kcat -J) and finds the rule that placed them.",
        sortOptions = false)
final class CheckCommand extends Subcommand {
    private static final int EXCEPTIONS = 5;

    @Parameters(paramLabel = "FILE", description = "JSON lines (default: -, standard input)")
    String file = "-";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "partitions of the topic (default: highest seen + 1)")
    @Nullable
    Integer count;

    /** A record with a key and its partition. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    private record Standing(long line, byte[] key, int partition) {}

    /** The number of records that one rule would put where they are. */
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
            throw new Failure(ExitStatus.INPUT_OUTPUT, file + " has no record with a key and a partition");
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
                // Members of a class agree on every key: its first represents all.
                String group = rule.sharesRule() ? rule.rule() : rule.name();
                best.merge(group, agreement, (a, b) -> a.agreeing() >= b.agreeing() ? a : b);
            }
        }
        List<Agreement> ranked = best.values().stream()
                .sorted(Comparator.comparingLong(Agreement::agreeing).reversed())
                .toList();
        Sheet sheet = Sheet.of(console);
        long all = records.size();
        List<Agreement> whole = ranked.stream().filter(a -> a.agreeing() == all).toList();
        sheet.result(Figures.count(all, "record") + " with a key, " + Figures.count(keys(records), "different key")
                + ", " + Figures.count(count, "partition"));
        if (whole.isEmpty()) {
            sheet.line("no rule explains all of them; the best:");
            ranked.stream().limit(3).forEach(a -> line(sheet, a, all));
            exceptions(sheet, ranked.get(0).rule(), records, count);
        } else {
            sheet.line(
                    whole.size() == 1
                            ? "this rule explains all of them:"
                            : "each of these rules explains all of them:");
            whole.forEach(a -> line(sheet, a, all));
        }
        print(console, sheet.toString());
    }

    private static long keys(List<Standing> records) {
        Set<String> keys = new HashSet<>();
        records.forEach(r -> keys.add(new String(r.key(), java.nio.charset.StandardCharsets.ISO_8859_1)));
        return keys.size();
    }

    private static void line(Sheet sheet, Agreement agreement, long all) {
        sheet.line(String.format(
                Locale.ROOT,
                "  %5.1f %%  %s",
                100.0 * agreement.agreeing() / all,
                agreement.rule().name()));
        sheet.words(11, agreement.rule().ruleInWords());
    }

    private long agreeing(Definition rule, List<Standing> records, int count) {
        Balancer balancer = balancers().create(rule.name(), Map.of());
        Partitions partitions = Partitions.of(count);
        return records.stream()
                .filter(r -> balancer.choose(Message.of(r.key(), new byte[0]), partitions) == r.partition())
                .count();
    }

    private void exceptions(Sheet sheet, Definition rule, List<Standing> records, int count) {
        Balancer balancer = balancers().create(rule.name(), Map.of());
        Partitions partitions = Partitions.of(count);
        sheet.line("first exceptions to " + rule.name() + ":");
        records.stream()
                .filter(r -> balancer.choose(Message.of(r.key(), new byte[0]), partitions) != r.partition())
                .limit(EXCEPTIONS)
                .forEach(r -> sheet.words(
                        2,
                        String.format(
                                "line %d: key '%s' is on partition %d, the rule gives %d",
                                r.line(),
                                Cells.harmless(new String(r.key(), java.nio.charset.StandardCharsets.UTF_8)),
                                r.partition(),
                                balancer.choose(Message.of(r.key(), new byte[0]), partitions))));
    }
}

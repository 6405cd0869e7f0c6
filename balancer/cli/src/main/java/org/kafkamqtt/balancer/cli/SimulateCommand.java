package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.balancer.cli.page.Page;
import org.kafkamqtt.balancer.cli.study.Keys;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Study;
import org.kafkamqtt.balancer.cli.study.TypedCommand;
import org.kafkamqtt.balancer.cli.study.Zipf;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how evenly balancers spread keys. */
@Command(
        name = "simulate",
        customSynopsis = "balancer simulate --balancer A,B,C --partitions N [OPTION...]",
        description = "Shows how evenly balancers spread keys: lines of standard input, or generated with --zipf.",
        sortOptions = false)
final class SimulateCommand extends Subcommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    CommandSpec spec;

    @Option(
            names = "--balancer",
            split = ",(?!or-else)(?<!or-else,)",
            hideParamSyntax = true,
            required = true,
            paramLabel = "A,B,C",
            description = "balancers to compare, separated by commas")
    List<String> names = List.of();

    @Option(names = "--partitions", required = true, paramLabel = "N", description = "partitions of the topic")
    int count;

    @Option(names = "--weights", paramLabel = "5,1,1", description = "weights for balancers that take them")
    @Nullable
    String weights;

    @Option(
            names = "--zipf",
            paramLabel = "S",
            description = "generate keys: the k-th is k^-S as frequent as the first")
    @Nullable
    Double zipf;

    @Option(names = "--keys", paramLabel = "K", description = "number of different keys (default: 100000)")
    int distinct = 100_000;

    @Option(names = "--records", paramLabel = "M", description = "number of records (default: 1000000)")
    int records = 1_000_000;

    @Option(names = "--seed", paramLabel = "X", description = "seed of the generated keys (default: 1)")
    long seed = 1;

    @Option(names = "--json", description = "print JSON lines")
    boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "also write a page with plots to FILE")
    @Nullable
    Path html;

    @Override
    public Guide guide() {
        return Guides.simulate();
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .always("--balancer", "--partitions", "--weights", "--zipf", "--json", "--html")
                .needs("--keys", "--zipf")
                .needs("--records", "--zipf")
                .needs("--seed", "--zipf");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        partitions(count);
        Keys keys = Keys.of(zipf == null ? lines(console, "-") : generated(zipf));
        if (keys.size() == 0) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, "standard input held no keys; --zipf 1.1 generates some");
        }
        List<Load> loads = new ArrayList<>();
        Balancers balancers = balancers();
        for (String name : names) {
            Map<String, String> own = optionsOf(name);
            refusePartless(name, balancers.create(name, own), keys.all().get(0));
            loads.add(load(name, own, keys));
        }
        print(console, json ? json(loads) : table(console, loads));
        if (html != null) {
            write(html, Page.of(study(console, keys, loads)));
        }
        return ExitStatus.OK;
    }

    private Load load(String name, Map<String, String> own, Keys keys) {
        Balancer balancer = balancers().create(name, own);
        List<String> known =
                Balancers.definition(name).map(Definition::optionNames).orElse(List.of());
        if (known.contains("weights") && own.containsKey("weights")) {
            double[] asked = Arrays.stream(own.get("weights").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return Load.of(name, balancer, keys, count, asked);
        }
        Load load = Load.of(name, balancer, keys, count);
        return known.contains("factor") ? load.within(Double.parseDouble(own.getOrDefault("factor", "1.25"))) : load;
    }

    private Study study(Console console, Keys keys, List<Load> loads) {
        CommandLine tool = spec.root().commandLine();
        return new Study(
                TypedCommand.of(tool.getCommandName(), tool.getParseResult().originalArgs()),
                zipf == null
                        ? "lines of standard input"
                        : "generated: Zipf with s = " + zipf + " over " + Figures.count(distinct, "key"),
                zipf == null ? "" : Long.toString(seed),
                keys,
                loads,
                Tool.version(tool),
                made(console));
    }

    /** Now, or the time that the environment sets for repeatable builds. */
    private static Instant made(Console console) {
        String epoch = console.environment().getOrDefault("SOURCE_DATE_EPOCH", "");
        return epoch.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(epoch)) : Instant.now();
    }

    /** Keys have neither headers nor JSON: all would be placed as keyless. */
    private void refusePartless(String name, Balancer balancer, byte[] key) {
        balancer.choose(Message.of(key, new byte[0]), Partitions.of(count));
        if (Balancers.lacking(balancer).orElse(0) > 0) {
            throw Failure.usage(name + " does not go by the key (" + Balancers.promise(balancer)
                    + "), and keys are all that simulate has");
        }
    }

    private List<byte[]> generated(double exponent) {
        if (exponent < 0 || distinct < 1 || records < 1) {
            throw Failure.usage("--zipf must be 0 or more, --keys and --records 1 or more");
        }
        return Zipf.keys(exponent, distinct, records, seed);
    }

    /** Options go to the balancers that have them: of several, each takes its own. */
    private Map<String, String> optionsOf(String name) {
        Map<String, String> own = new LinkedHashMap<>(options);
        Definition definition = Balancers.definition(name).orElse(null);
        if (definition != null) {
            boolean several = names.size() > 1;
            own.keySet().removeIf(option -> several && !definition.optionNames().contains(option));
            if (weights != null && definition.optionNames().contains("weights")) {
                own.put("weights", weights);
            }
        }
        return own;
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw Failure.cannot("write", file, e);
        }
    }

    private static String table(Console console, List<Load> loads) {
        Sheet sheet = Sheet.of(console);
        Comparison.of(sheet, loads);
        return sheet.toString();
    }

    private static String json(List<Load> loads) {
        Bytes out = new Bytes();
        for (Load measured : loads) {
            Load load = measured.evenly();
            out.add("{\"balancer\":").addJson(load.balancer());
            out.add(",\"ordering\":").addJson(load.ordering().name());
            out.add(",\"maxOverAverage\":").add(Double.toString(load.maxOverAverage()));
            out.add(",\"coefficientOfVariation\":").add(Double.toString(load.variation()));
            out.add(",\"chiSquared\":").add(Double.toString(load.chiSquared()));
            out.add(",\"hottestKeyPartitions\":").addNumber(load.hottestUses());
            out.add(",\"movedWhenGrowing\":").add(Double.isNaN(load.moved()) ? "null" : Double.toString(load.moved()));
            if (measured.isWeighted()) {
                out.add(",\"maxOverWanted\":").add(Double.toString(measured.maxOverAverage()));
            }
            out.add(",\"records\":")
                    .add(Arrays.toString(load.records()).replace(" ", ""))
                    .add("}\n");
        }
        return new String(out.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}

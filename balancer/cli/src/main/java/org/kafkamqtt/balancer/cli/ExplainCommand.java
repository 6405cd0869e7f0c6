package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.balancer.Hash;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Figures;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the partition of one record. */
@Command(
        name = "explain",
        customSynopsis = "balancer explain --partitions N [--key TEXT] [OPTION...]",
        description = "Shows the partition of a record, and which clients agree on its key.",
        sortOptions = false)
final class ExplainCommand extends Subcommand {
    @ArgGroup(multiplicity = "0..1")
    @Nullable
    Key key;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "header of the record, for balancers that read one; repeatable")
    List<String> headers = List.of();

    @Option(names = "--value", paramLabel = "TEXT", description = "value of the record, for balancers that read it")
    @Nullable
    String value;

    @Option(names = "--partitions", required = true, paramLabel = "N", description = "partitions of the topic")
    int count;

    @Option(names = "--balancer", paramLabel = "NAME", description = "balancer to explain (default: default)")
    @Nullable
    String balancer;

    @Option(names = "--all", description = "show every rule that decides by the key")
    boolean all;

    /** A key in one of its forms. */
    static final class Key {
        @Option(names = "--key", paramLabel = "TEXT", description = "key as text")
        @Nullable
        String text;

        @Option(names = "--key-hex", paramLabel = "HEX", description = "key in hexadecimal")
        @Nullable
        String hex;

        @Option(names = "--key-base64", paramLabel = "B64", description = "key in base64")
        @Nullable
        String base64;

        @Option(names = "--key-file", paramLabel = "FILE", description = "key from the bytes of FILE")
        @Nullable
        Path file;

        @Option(names = "--key-int", paramLabel = "N", description = "key as IntegerSerializer writes it, 4 bytes")
        @Nullable
        Integer four;

        @Option(names = "--key-long", paramLabel = "N", description = "key as LongSerializer writes it, 8 bytes")
        @Nullable
        Long eight;

        byte[] bytes() {
            try {
                if (text != null) {
                    return text.getBytes(StandardCharsets.UTF_8);
                }
                if (hex != null) {
                    return HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
                }
                if (base64 != null) {
                    return Base64.getDecoder().decode(base64);
                }
                if (file != null) {
                    return Files.readAllBytes(file);
                }
                return four != null
                        ? ByteBuffer.allocate(4).putInt(four).array()
                        : ByteBuffer.allocate(8)
                                .putLong(eight == null ? 0 : eight)
                                .array();
            } catch (IllegalArgumentException e) {
                throw Failure.usage(
                        hex != null
                                ? "--key-hex '" + hex + "' is not hexadecimal"
                                : "--key-base64 '" + base64 + "' is not base64");
            } catch (IOException e) {
                throw Failure.cannot("read the key from", String.valueOf(file), e);
            }
        }
    }

    @Override
    public Guide guide() {
        return Guides.explain();
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .always("--partitions", "--balancer", "--all", "--header", "--value")
                .always("--key", "--key-hex", "--key-base64", "--key-file", "--key-int", "--key-long")
                .excludes("--all", "--balancer-opt", "--balancer-path")
                .because("--all", "it covers the built-in rules for keys");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        byte[] bytes = key == null ? null : key.bytes();
        boolean parts = !headers.isEmpty() || value != null;
        if (bytes == null && (all || !parts)) {
            throw Failure.usage(
                    all
                            ? "--all needs a key, such as --key order-42"
                            : "no record given: use --key, --header or --value");
        }
        if (all && (parts || balancer != null)) {
            throw Failure.usage("--all looks at the key alone: leave out "
                    + (balancer != null ? "--balancer" : value != null ? "--value" : "--header"));
        }
        Sheet sheet = Sheet.of(console);
        if (bytes != null) {
            sheet.result(String.format(
                    "key of %s: murmur2 %08x, crc32 %08x, fnv1a %08x",
                    Figures.count(bytes.length, "byte"),
                    Hash.MURMUR2.of(bytes),
                    Hash.CRC32.of(bytes),
                    Hash.FNV1A.of(bytes)));
        }
        if (all && bytes != null) {
            everyRule(bytes, sheet);
        } else {
            one(bytes, sheet);
        }
        print(console, sheet.toString());
        return ExitStatus.OK;
    }

    private void one(byte @Nullable [] bytes, Sheet sheet) {
        String name = balancer == null ? "default" : balancer;
        Balancer one = balancers().create(name, options);
        Asked asked = new Asked(bytes, value == null ? null : value.getBytes(StandardCharsets.UTF_8), named(headers));
        int chosen = one.choose(asked, Partitions.of(partitions(count)));
        refuseIdle(name, asked);
        sheet.result(name + " -> partition " + chosen + " (" + Balancers.promise(one, asked) + ")");
    }

    /** Whoever gave a header that no balancer reads expected an effect. */
    private void refuseIdle(String name, Asked asked) {
        asked.idle().ifPresent(part -> {
            throw Failure.usage(name + " does not look at " + part + ": leave it out");
        });
    }

    private static Map<String, byte[]> named(List<String> headers) {
        Map<String, byte[]> named = new LinkedHashMap<>();
        for (String header : headers) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--header '" + header + "' is not NAME=VALUE");
            }
            named.put(header.substring(0, equals), header.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
        }
        return named;
    }

    /** Under each partition the rule classes that lead there, and under each class its names. */
    void everyRule(byte[] bytes, Sheet sheet) {
        Partitions partitions = Partitions.of(partitions(count));
        Map<Integer, Map<String, List<String>>> landings = new TreeMap<>();
        for (Definition definition : Balancers.definitions()) {
            boolean needsFile = definition.optionNames().contains("file");
            if (definition.ordering() == Ordering.PER_KEY && !needsFile) {
                Balancer each = balancers().create(definition.name(), Map.of());
                int chosen = each.choose(Message.of(bytes, new byte[0]), partitions);
                landings.computeIfAbsent(chosen, p -> new TreeMap<>())
                        .computeIfAbsent(definition.ruleInWords(), rule -> new ArrayList<>())
                        .add(definition.name());
            }
        }
        landings.forEach((partition, rules) -> {
            sheet.blank().heading("partition " + partition);
            rules.forEach((rule, names) -> sheet.words(2, rule).words(4, String.join(", ", names)));
        });
    }
}

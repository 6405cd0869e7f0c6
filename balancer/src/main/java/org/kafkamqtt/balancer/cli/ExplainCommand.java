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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where one record lands. */
@Command(
        name = "explain",
        customSynopsis = "balancer explain --partitions N [--key TEXT] [OPTION...]",
        description = "Shows where a record lands, and which clients agree on its key.",
        sortOptions = false)
final class ExplainCommand extends Subcommand {
    @ArgGroup(multiplicity = "0..1")
    @Nullable
    Key key;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "a header of the record, for balancers that go by one; repeatable")
    List<String> headers = List.of();

    @Option(names = "--value", paramLabel = "TEXT", description = "the record's value, for balancers that go by it")
    @Nullable
    String value;

    @Option(names = "--partitions", required = true, paramLabel = "N", description = "partitions of the topic")
    int count;

    @Option(names = "--balancer", paramLabel = "NAME", description = "balancer to explain (default: default)")
    @Nullable
    String balancer;

    @Option(names = "--all", description = "every rule that decides by the key")
    boolean all;

    /** A key in one of its forms. */
    static final class Key {
        @Option(names = "--key", paramLabel = "TEXT", description = "the key as text")
        @Nullable
        String text;

        @Option(names = "--key-hex", paramLabel = "HEX", description = "the key in hexadecimal")
        @Nullable
        String hex;

        @Option(names = "--key-base64", paramLabel = "B64", description = "the key in base64")
        @Nullable
        String base64;

        @Option(names = "--key-file", paramLabel = "FILE", description = "the key is the file's bytes")
        @Nullable
        Path file;

        @Option(names = "--key-int", paramLabel = "N", description = "4 bytes big-endian, as IntegerSerializer")
        @Nullable
        Integer four;

        @Option(names = "--key-long", paramLabel = "N", description = "8 bytes big-endian, as LongSerializer")
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
                .because("--all", "it goes through the built-in rules for keys");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        byte[] bytes = key == null ? null : key.bytes();
        boolean parts = !headers.isEmpty() || value != null;
        if (bytes == null && (all || !parts)) {
            throw Failure.usage(
                    all ? "--all needs a key, such as --key order-42" : "give the record: --key, --header or --value");
        }
        if (all && (parts || balancer != null)) {
            throw Failure.usage("--all goes by the key alone: leave out "
                    + (balancer != null ? "--balancer" : value != null ? "--value" : "--header"));
        }
        StringBuilder text = new StringBuilder();
        if (bytes != null) {
            text.append(String.format(
                    "key of %d byte%s: murmur2 %08x, crc32 %08x, fnv1a %08x%n",
                    bytes.length,
                    bytes.length == 1 ? "" : "s",
                    Hash.MURMUR2.of(bytes),
                    Hash.CRC32.of(bytes),
                    Hash.FNV1A.of(bytes)));
        }
        if (all && bytes != null) {
            everyRule(bytes, text);
        } else {
            one(bytes, text);
        }
        print(console, text.toString());
        return ExitStatus.OK;
    }

    private void one(byte @Nullable [] bytes, StringBuilder text) {
        String name = balancer == null ? "default" : balancer;
        Balancer one = balancers().create(name, options);
        Asked asked = new Asked(bytes, value == null ? null : value.getBytes(StandardCharsets.UTF_8), named(headers));
        int chosen = one.choose(asked, Partitions.of(partitions(count)));
        refuseIdle(name, asked);
        text.append(name)
                .append(" -> partition ")
                .append(chosen)
                .append(" (")
                .append(Balancers.promise(one, asked))
                .append(")\n");
    }

    /** A header that nobody looked at was given in the belief that it counts. */
    private void refuseIdle(String name, Asked asked) {
        asked.idle().ifPresent(part -> {
            throw Failure.usage(name + " does not look at " + part);
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

    private void everyRule(byte[] bytes, StringBuilder text) {
        Partitions partitions = Partitions.of(partitions(count));
        Map<Integer, List<String>> names = new TreeMap<>();
        for (Definition definition : Balancers.definitions()) {
            boolean needsFile = definition.optionNames().contains("file");
            if (definition.ordering() == Ordering.PER_KEY && !needsFile) {
                Balancer each = balancers().create(definition.name(), Map.of());
                int chosen = each.choose(Message.of(bytes, new byte[0]), partitions);
                names.computeIfAbsent(chosen, p -> new ArrayList<>())
                        .add(definition.name() + "[" + definition.rule() + "]");
            }
        }
        names.forEach((partition, those) ->
                text.append(String.format("partition %-4d %s%n", partition, String.join(" ", those))));
    }
}

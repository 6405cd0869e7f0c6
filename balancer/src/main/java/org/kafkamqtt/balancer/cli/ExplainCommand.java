package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
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
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where one key lands. */
@Command(name = "explain", description = "Shows where a key lands, and which clients agree on it.")
final class ExplainCommand extends Subcommand {
    @ArgGroup(multiplicity = "1")
    Key key = new Key();

    @Option(names = "--partitions", required = true, paramLabel = "N", description = "partitions of the topic")
    int count;

    @Option(names = "--balancer", paramLabel = "NAME", description = "one balancer (default)")
    String balancer = "default";

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
                throw Failure.usage("the key cannot be read: " + e.getMessage());
            } catch (IOException e) {
                throw Failure.cannot("read the key from", file, e);
            }
        }
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        byte[] bytes = key.bytes();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "key of %d bytes: murmur2 %08x, crc32 %08x, fnv1a %08x%n",
                bytes.length, Hash.MURMUR2.of(bytes), Hash.CRC32.of(bytes), Hash.FNV1A.of(bytes)));
        if (all) {
            everyRule(bytes, text);
        } else {
            Balancer one = balancers().create(balancer, options);
            int chosen = one.choose(Message.of(bytes, new byte[0]), Partitions.of(partitions(count)));
            text.append(balancer)
                    .append(" -> partition ")
                    .append(chosen)
                    .append(" (")
                    .append(one.ordering().promise())
                    .append(")\n");
        }
        print(console, text.toString());
        return ExitStatus.OK;
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

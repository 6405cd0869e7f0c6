package org.kafkamqtt.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every row of every file in a folder of golden vectors: those of the project, or of {@code -Dvectors=DIR}.
 *
 * <p>A cell {@code *} is an answer that the client draws at random: ours must be a partition, and must not be one fixed
 * partition where the client's is not.
 */
class GoldenVectorsTest {
    private static final Path FOLDER = folder(System.getProperty("vectors", "src/test/resources/vectors"));

    /** Which balancer answers for which hash file. */
    private static final Map<String, Spec> HASH_FILES = Map.ofEntries(
            file("aiokafka.DefaultPartitioner", "aiokafka:DefaultPartitioner", Hash.MURMUR2),
            file("erlang.phash2", "erlang:phash2", Hash.PHASH2),
            file("franz-go.KafkaHasher-fnv1a", "franz-go:KafkaHasher", Hash.FNV1A),
            file("franz-go.SaramaCompatHasher-fnv1a", "franz-go:SaramaCompatHasher", Hash.FNV1A),
            file("franz-go.SaramaHasher-crc32-64bit", "franz-go:SaramaHasher-crc32", Hash.CRC32),
            file("franz-go.SaramaHasher-fnv1a-64bit", "franz-go:SaramaHasher", Hash.FNV1A),
            file("franz-go.StickyKeyPartitioner-default", "franz-go:StickyKeyPartitioner", Hash.MURMUR2),
            file("java.BuiltInPartitioner", "java:BuiltInPartitioner", Hash.MURMUR2),
            file("kafka-go.CRC32Balancer-Consistent", "kafka-go:CRC32Balancer", Hash.CRC32, "consistent", "true"),
            file("kafka-go.CRC32Balancer", "kafka-go:CRC32Balancer", Hash.CRC32),
            file("kafka-go.Hash-crc32", "kafka-go:Hash", Hash.CRC32, "hasher", "crc32"),
            file("kafka-go.Hash", "kafka-go:Hash", Hash.FNV1A),
            file("kafka-go.Murmur2Balancer-Consistent", "kafka-go:Murmur2Balancer", Hash.MURMUR2, "consistent", "true"),
            file("kafka-go.Murmur2Balancer", "kafka-go:Murmur2Balancer", Hash.MURMUR2),
            file("kafka-go.ReferenceHash-crc32", "kafka-go:ReferenceHash", Hash.CRC32, "hasher", "crc32"),
            file("kafka-go.ReferenceHash", "kafka-go:ReferenceHash", Hash.FNV1A),
            file("kafka-node.KeyedPartitioner", "kafka-node:KeyedPartitioner", Hash.KAFKA_NODE),
            file("kafka-python.DefaultPartitioner", "kafka-python:DefaultPartitioner", Hash.MURMUR2),
            file("kafka-rust.DefaultPartitioner", "kafka-rust:DefaultPartitioner", Hash.XXHASH32),
            file("kafka_ex.Default", "kafka_ex:Default", Hash.MURMUR2),
            file("kafka_ex.Legacy", "kafka_ex:Legacy", Hash.MURMUR2),
            file("kafkajs.DefaultPartitioner", "kafkajs:DefaultPartitioner", Hash.MURMUR2),
            file("kafkajs.LegacyPartitioner", "kafkajs:LegacyPartitioner", Hash.KAFKAJS_LEGACY),
            file("librdkafka.consistent", "librdkafka:consistent", Hash.CRC32),
            file("librdkafka.consistent_random", "librdkafka:consistent_random", Hash.CRC32),
            file("librdkafka.fnv1a", "librdkafka:fnv1a", GoldenVectorsTest::absoluteFnv1a),
            file("librdkafka.fnv1a_random", "librdkafka:fnv1a_random", GoldenVectorsTest::absoluteFnv1a),
            file("librdkafka.murmur2", "librdkafka:murmur2", Hash.MURMUR2),
            file("librdkafka.murmur2_random", "librdkafka:murmur2_random", Hash.MURMUR2),
            file("platformatic-kafka.compatibilityPartitioner", "platformatic:compatibility", Hash.MURMUR2),
            file("platformatic-kafka.defaultPartitioner", "platformatic:default", Hash.MURMUR2),
            file("ruby-kafka.Partitioner-crc32", "ruby-kafka:crc32", Hash.CRC32),
            file("ruby-kafka.Partitioner-murmur2", "ruby-kafka:murmur2", Hash.RUBY_MURMUR2),
            file("sarama.ConsistentCRCHashPartitioner", "sarama:ConsistentCRCHashPartitioner", Hash.CRC32),
            file("sarama.CustomHashPartitioner-crc32-signed", "sarama:CustomHashPartitioner-crc32", Hash.CRC32),
            file("sarama.CustomPartitioner-crc32-WithAbsFirst", "sarama:WithAbsFirst-crc32", Hash.CRC32),
            file("sarama.CustomPartitioner-fnv1a-WithHashUnsigned", "sarama:WithHashUnsigned", Hash.FNV1A),
            file("sarama.HashPartitioner", "sarama:HashPartitioner", Hash.FNV1A),
            file("sarama.Murmur2Partitioner", "sarama:Murmur2Partitioner", Hash.MURMUR2),
            file("sarama.ReferenceHashPartitioner", "sarama:ReferenceHashPartitioner", Hash.FNV1A));

    private final Map<String, Replay> sequences = Map.ofEntries(
            Map.entry("seq.franz-go.LeastBackup", replay(this::leastBackup)),
            Map.entry("seq.java.RoundRobinPartitioner", replay(GoldenVectorsTest::javaRoundRobin)),
            Map.entry("seq.java.uniform-sticky", replay(GoldenVectorsTest::javaSticky)),
            Map.entry("seq.kafka-go.Hash", replay(GoldenVectorsTest::kafkaGoHash)),
            Map.entry("seq.kafka-go.LeastBytes", replay(GoldenVectorsTest::kafkaGoLeastBytes)),
            Map.entry("seq.kafka-go.RoundRobin", replay(GoldenVectorsTest::kafkaGoRoundRobin)),
            Map.entry("seq.kafka-go.partition-lists", replay(GoldenVectorsTest::kafkaGoLists, "balancer")),
            Map.entry("seq.ref.nginx-smooth-wrr", replay(GoldenVectorsTest::smoothWeighted)),
            Map.entry("seq.ref.storm-pkg", replay(GoldenVectorsTest::partialKey)),
            Map.entry("seq.roundrobin-others", replay(GoldenVectorsTest::restarting, "client", "scenario")),
            Map.entry("ref.java-adaptive-choice", replay(GoldenVectorsTest::javaAdaptive)));

    /** A relative folder is taken from the module or, as it is typed there, from the project. */
    private static Path folder(String given) {
        Path inModule = Path.of(given);
        return Files.isDirectory(inModule) ? inModule : Path.of("..").resolve(given);
    }

    private record Spec(String balancer, Hash hash, Map<String, String> options) {}

    private static Map.Entry<String, Spec> file(String file, String balancer, Hash hash, String... options) {
        return Map.entry(
                file, new Spec(balancer, hash, options.length == 0 ? Map.of() : Map.of(options[0], options[1])));
    }

    private static int absoluteFnv1a(byte[] key) {
        return Math.abs(Hash.FNV1A.of(key));
    }

    @TestFactory
    Stream<DynamicTest> every_file() throws IOException {
        List<Path> files = files();
        assertFalse(files.isEmpty(), () -> "no vectors in " + FOLDER.toAbsolutePath());
        return files.stream().map(file -> dynamicTest(name(file), () -> check(file)));
    }

    @Test
    void every_file_of_the_project_is_known() throws IOException {
        try (Stream<Path> listed = Files.list(Path.of("src/test/resources/vectors"))) {
            listed.filter(file -> file.toString().endsWith(".tsv"))
                    .map(GoldenVectorsTest::name)
                    .filter(name -> !name.equals("keys"))
                    .forEach(name -> assertTrue(
                            HASH_FILES.containsKey(name)
                                    || sequences.containsKey(name)
                                    || name.equals("ref.jump-consistent-hash")
                                    || name.equals("ref.storm-pkg-choices"),
                            name));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(FOLDER)) {
            return listed.filter(file -> file.toString().endsWith(".tsv"))
                    .filter(file -> !name(file).equals("keys"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.tsv$", "");
    }

    private void check(Path file) throws IOException {
        String name = name(file);
        Table table = Table.read(file);
        assertTrue(table.rows.size() > 0, "rows");
        Spec spec = HASH_FILES.get(name);
        Replay replay = sequences.get(name);
        if (spec != null) {
            hashFile(table, spec);
        } else if (replay != null) {
            replay.run(table);
        } else if (name.equals("ref.jump-consistent-hash")) {
            columns(
                    table,
                    row -> Long.parseUnsignedLong(row.get("key_uint64_hex"), 16),
                    (key, count) -> Integer.toString(Consistent.jump((Long) key, count)));
        } else if (name.equals("ref.storm-pkg-choices")) {
            columns(table, row -> row.requiredKey(), (key, count) -> {
                long both = Skewed.PartialKey.choices((byte[]) key, count);
                return (both >>> 32) + "," + (both & 0xffffffffL);
            });
        } else {
            throw new AssertionError("no rule is known for " + file);
        }
    }

    private static void hashFile(Table table, Spec spec) {
        Balancers balancers = Balancers.standard();
        Map<Integer, Balancer> perCount = new HashMap<>();
        for (Row row : table.rows) {
            byte[] key = row.key();
            String hash = row.get("hash_hex");
            if (!hash.equals("-") && key != null) {
                assertEquals(hash, HexFormat.of().toHexDigits(spec.hash().of(key)), row::toString);
            }
            for (int count : table.counts()) {
                Balancer balancer =
                        perCount.computeIfAbsent(count, c -> balancers.create(spec.balancer(), spec.options()));
                String expected = row.get("p" + count);
                if (expected.equals("*")) {
                    drawn(balancer, key, count, row);
                } else {
                    int chosen = balancer.choose(Message.of(key, new byte[10]), Partitions.of(count));
                    assertEquals(expected, Integer.toString(chosen), () -> "p" + count + " of " + row);
                }
            }
        }
    }

    private static void drawn(Balancer balancer, byte @Nullable [] key, int count, Row row) {
        int[] seen = new int[count];
        // Sticky rules move on after a batch: messages of a whole batch show that they do.
        Message message = Message.of(key, new byte[32 * 1024]);
        for (int i = 0; i < 200; i++) {
            seen[balancer.choose(message, Partitions.of(count))]++;
        }
        assertTrue(Arrays.stream(seen).max().orElseThrow() < 200, () -> "always the same of " + count + " for " + row);
    }

    private static void columns(Table table, Function<Row, Object> key, BiFunction<Object, Integer, String> choice) {
        for (Row row : table.rows) {
            Object of = key.apply(row);
            for (int count : table.counts()) {
                assertEquals(row.get("p" + count), choice.apply(of, count), () -> "p" + count + " of " + row);
            }
        }
    }

    /** Rows of one scenario go to one instance, in their order. */
    private record Replay(Function<Row, Function<Row, Integer>> scenario, List<String> keys) {
        void run(Table table) {
            Map<String, Function<Row, Integer>> running = new HashMap<>();
            for (Row row : table.rows) {
                StringBuilder name = new StringBuilder();
                keys.forEach(key -> name.append(row.getOr(key, "")).append('\t'));
                Function<Row, Integer> instance = running.computeIfAbsent(name.toString(), n -> scenario.apply(row));
                String column = row.has("partition") ? "partition" : "index";
                assertEquals(Integer.valueOf(row.get(column)), instance.apply(row), row::toString);
            }
        }
    }

    private static Replay replay(Function<Row, Function<Row, Integer>> scenario, String... keys) {
        return new Replay(scenario, keys.length == 0 ? List.of("scenario") : List.of(keys));
    }

    private Function<Row, Integer> leastBackup(Row first) {
        int[] stuck = {-1};
        return row -> {
            int[] buffered = row.numbers("buffered_records");
            stuck[0] = Spread.LeastBackup.index(stuck[0], row.flag("new_batch"), buffered.length, i -> buffered[i]);
            return stuck[0];
        };
    }

    private static Function<Row, Integer> javaRoundRobin(Row first) {
        RoundRobins.Java balancer = new RoundRobins.Java();
        return row -> balancer.choose(
                new Message.Plain(row.get("topic"), null, null, Map.of(), -1), row.partitionsWithLeaders());
    }

    private static Function<Row, Integer> javaSticky(Row first) {
        int[] random = new int[1];
        JavaSticky balancer = new JavaSticky(first.number("batch_size"), () -> random[0]);
        return row -> {
            random[0] = row.number("next_random");
            Partitions partitions = row.partitionsWithLeaders();
            int chosen = balancer.peek(partitions);
            balancer.booked(chosen, row.number("appended_bytes"), row.flag("enable_switch"), partitions);
            return chosen;
        };
    }

    private static Function<Row, Integer> javaAdaptive(Row first) {
        return row -> {
            int random = row.number("random");
            JavaSticky balancer = new JavaSticky(1, () -> random);
            int[] ids = row.numbers("partition_ids");
            balancer.queued(row.numbers("queue_sizes"), ids, row.number("length"));
            int[] sorted = ids.clone();
            Arrays.sort(sorted);
            int count = sorted[sorted.length - 1] + 1;
            return balancer.peek(Partitions.of(count));
        };
    }

    private static Function<Row, Integer> kafkaGoHash(Row first) {
        Definition definition = Balancers.definition("kafka-go:Hash").orElseThrow();
        Balancer balancer =
                definition.maker().apply(new Options("hash", Map.of("hasher", first.getOr("hasher", "fnv1a"))));
        return row -> balancer.choose(Message.of(row.key(), new byte[0]), row.partitions());
    }

    private static Function<Row, Integer> kafkaGoLeastBytes(Row first) {
        LeastBytes balancer = new LeastBytes(true, false);
        return row -> {
            int key = row.number("key_len");
            int value = row.number("value_len");
            return balancer.choose(
                    Message.of(key < 0 ? null : new byte[key], value < 0 ? null : new byte[value]), row.partitions());
        };
    }

    private static Function<Row, Integer> kafkaGoRoundRobin(Row first) {
        int start = (int) Long.parseLong(first.get("initial_counter"));
        RoundRobins.KafkaGo balancer = new RoundRobins.KafkaGo(first.number("chunk_size"), false, start);
        return row -> balancer.choose(Message.of("k"), row.partitions());
    }

    private static Function<Row, Integer> kafkaGoLists(Row first) {
        String[] name = first.get("balancer").split("-", 2);
        Map<String, String> options = name.length > 1 ? Map.of("consistent", "true") : Map.of();
        Definition definition = Balancers.definition("kafka-go:" + name[0]).orElseThrow();
        Balancer balancer = definition.maker().apply(new Options(name[0], options));
        return row -> balancer.choose(Message.of(row.key(), new byte[0]), row.partitions());
    }

    private static Function<Row, Integer> smoothWeighted(Row first) {
        Spread.Weighted balancer = new Spread.Weighted(first.numbers("weights"));
        return row -> balancer.choose(Message.of("k"), Partitions.of(row.numbers("weights").length));
    }

    private static Function<Row, Integer> partialKey(Row first) {
        Balancer balancer = new Skewed.PartialKey((message, partitions) -> 0);
        return row -> balancer.choose(Message.of(row.key(), new byte[0]), Partitions.of(row.number("partition_count")));
    }

    private static Function<Row, Integer> restarting(Row first) {
        RoundRobins.Restarting balancer = new RoundRobins.Restarting();
        return row -> balancer.choose(Message.of("k"), Partitions.of(row.number("partition_count")));
    }

    /** A tab-separated file with a header line. */
    private record Table(List<String> columns, List<Row> rows) {
        static Table read(Path file) throws IOException {
            List<String> lines = Files.readAllLines(file);
            List<String> columns = List.of(lines.get(0).split("\t", -1));
            return new Table(
                    columns,
                    lines.stream()
                            .skip(1)
                            .filter(line -> !line.isEmpty())
                            .map(line -> new Row(columns, List.of(line.split("\t", -1))))
                            .toList());
        }

        int[] counts() {
            return columns.stream()
                    .filter(column -> column.matches("p\\d+"))
                    .mapToInt(column -> Integer.parseInt(column.substring(1)))
                    .toArray();
        }
    }

    private record Row(List<String> columns, List<String> cells) {
        boolean has(String column) {
            return columns.contains(column);
        }

        String get(String column) {
            assertTrue(has(column), () -> "column " + column + " in " + columns);
            return cells.get(columns.indexOf(column));
        }

        String getOr(String column, String otherwise) {
            return has(column) ? get(column) : otherwise;
        }

        int number(String column) {
            return Integer.parseInt(get(column));
        }

        boolean flag(String column) {
            return Boolean.parseBoolean(get(column));
        }

        int[] numbers(String column) {
            return Arrays.stream(get(column).split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }

        byte @Nullable [] key() {
            String text = get("key_base64");
            return text.equals("null") ? null : Base64.getDecoder().decode(text);
        }

        byte[] requiredKey() {
            return Base64.getDecoder().decode(get("key_base64"));
        }

        Partitions partitions() {
            return Partitions.listed(numbers("partitions"));
        }

        Partitions partitionsWithLeaders() {
            int count = number("partition_count");
            if (get("leaderless").equals("-")) {
                return Partitions.of(count);
            }
            List<Integer> without = Arrays.stream(numbers("leaderless")).boxed().toList();
            int[] led = java.util.stream.IntStream.range(0, count)
                    .filter(id -> !without.contains(id))
                    .toArray();
            return Partitions.of(count, led);
        }

        @Override
        public String toString() {
            return String.join("\t", cells);
        }
    }
}

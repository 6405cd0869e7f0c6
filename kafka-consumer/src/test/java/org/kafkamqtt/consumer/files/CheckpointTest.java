package org.kafkamqtt.consumer.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.select.TopicFacts;

class CheckpointTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final RecordFormat LINES = new PlainFormat(null, new byte[] {'\n'}, new byte[0]);

    private static FilePlan plan(Path folder, Packing packing, long rotate) {
        return new FilePlan(folder, ".txt", packing, new Rotation(rotate, Long.MAX_VALUE), false);
    }

    private static PartitionFile open(FilePlan plan) throws IOException {
        return PartitionFile.open(plan, PARTITION, TopicFacts.NONE, words -> {}).orElseThrow();
    }

    private static void take(PartitionFile file, long offset) throws IOException {
        file.take(LINES, Records.of("t", 0, offset, null, ("v" + offset).getBytes(UTF_8)));
    }

    @Test
    void reads_what_it_wrote(@TempDir Path folder) throws IOException {
        Checkpoint checkpoint = new Checkpoint(
                "t-0.txt", Optional.of(Uuid.randomUuid()), true, OptionalLong.of(3), OptionalLong.of(9), 77);
        checkpoint.write(folder.resolve("c"), true);
        assertEquals(Optional.of(checkpoint), Checkpoint.read(folder.resolve("c")));
        assertEquals(Optional.empty(), Checkpoint.read(folder.resolve("none")));
    }

    @Test
    void refuses_half_a_checkpoint(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("c"), "v1 t-0.txt first=3 ne");
        assertThrows(Failure.class, () -> Checkpoint.read(folder.resolve("c")));
    }

    @Test
    void a_second_owner_has_to_wait(@TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, Packing.NONE, Long.MAX_VALUE);
        PartitionFile first = open(plan);
        assertTrue(PartitionFile.open(plan, PARTITION, TopicFacts.NONE, words -> {})
                .isEmpty());
        first.close();
        open(plan).close();
    }

    @Test
    void a_file_of_somebody_else_is_not_touched(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("t-0.txt"), "precious");
        assertThrows(Failure.class, () -> open(plan(folder, Packing.NONE, Long.MAX_VALUE)));
        assertEquals("precious", Files.readString(folder.resolve("t-0.txt")));
    }

    @Test
    void a_rotation_cut_off_before_its_checkpoint_is_finished_on_the_next_start(@TempDir Path folder)
            throws IOException {
        FilePlan plan = plan(folder, Packing.NONE, Long.MAX_VALUE);
        PartitionFile file = open(plan);
        take(file, 5);
        file.settle(6);
        file.close();
        Files.move(folder.resolve("t-0.txt"), folder.resolve(plan.sealed(PARTITION, "", 5, 6)));
        PartitionFile again = open(plan);
        assertEquals(OptionalLong.of(6), again.next());
        take(again, 6);
        again.settle(7);
        again.close();
        assertEquals("v6\n", Files.readString(folder.resolve("t-0.txt")));
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void is_full_at_its_size_until_the_next_file_begins(Packing packing, @TempDir Path folder) throws IOException {
        long size = 1000;
        PartitionFile file = open(plan(folder, packing, size));
        Random random = new Random(3);
        long next = 0;
        while (!file.full()) {
            byte[] value = new byte[100];
            random.nextBytes(value);
            file.take(LINES, Records.of("t", 0, next++, null, value));
        }
        // 101 bytes each; what a compressor holds counts when it has left it.
        assertTrue(packing == Packing.NONE ? next == 10 : next * 101 < size + (1 << 18), () -> "full too late");
        file.settle(next);
        assertFalse(file.full());
        file.close();
        assertTrue(Files.size(folder.resolve("t-0.txt" + packing.ending())) == 0);
    }

    /** Settles and crashes at random; whatever happens, the files hold 0 to n-1 once and in order. */
    @ParameterizedTest
    @EnumSource(Packing.class)
    void holds_every_record_once_however_often_it_crashes(Packing packing, @TempDir Path folder) throws IOException {
        Random random = new Random(11);
        FilePlan plan = plan(folder, packing, 200);
        long next = 0;
        for (int life = 0; life < 60; life++) {
            PartitionFile file = open(plan);
            next = file.next().orElse(0);
            for (int step = random.nextInt(60); step > 0; step--) {
                take(file, next++);
                if (random.nextInt(8) == 0) {
                    file.settle(next);
                }
            }
            file.close();
            if (random.nextBoolean()) {
                Files.writeString(folder.resolve(plan.open(PARTITION)), "half a li", StandardOpenOption.APPEND);
            }
        }
        PartitionFile last = open(plan);
        long settled = last.next().orElseThrow();
        last.close();
        List<String> expected = new ArrayList<>();
        for (long i = 0; i < settled; i++) {
            expected.add("v" + i);
        }
        assertEquals(expected, contents(folder, packing));
    }

    private static List<String> contents(Path folder, Packing packing) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(folder, "t-0.*")) {
            found.forEach(files::add);
        }
        files.sort(null);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            all.writeBytes(
                    switch (packing) {
                        case NONE -> bytes;
                        case GZIP ->
                            bytes.length == 0
                                    ? bytes
                                    : new GZIPInputStream(new java.io.ByteArrayInputStream(bytes)).readAllBytes();
                        case ZSTD ->
                            new com.github.luben.zstd.ZstdInputStreamNoFinalizer(
                                            new java.io.ByteArrayInputStream(bytes))
                                    .readAllBytes();
                    });
        }
        return all.toString(UTF_8).lines().toList();
    }
}

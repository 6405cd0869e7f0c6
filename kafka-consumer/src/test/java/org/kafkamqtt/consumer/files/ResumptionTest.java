package org.kafkamqtt.consumer.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;

/** A file of {@code --out} goes on only in the topic that it was begun with. */
class ResumptionTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final RecordFormat LINES = new PlainFormat(null, new byte[] {'\n'}, new byte[0]);
    private static final Uuid OLD = new Uuid(1, 1);
    private static final Uuid NEW = new Uuid(2, 2);

    private final List<String> said = new ArrayList<>();

    /** A topic as the cluster shows it. */
    private record Shown(Optional<Uuid> topic, Optional<Extent> extent) implements TopicFacts {
        static Shown of(Uuid id, long beginning, long end) {
            return new Shown(Optional.of(id), Optional.of(new Extent(beginning, end)));
        }

        @Override
        public Optional<Uuid> id(String name) {
            return topic;
        }

        @Override
        public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
            return extent.map(each -> Map.of(PARTITION, each)).orElse(Map.of());
        }
    }

    /** IDs of the checkpoint and of the topic, {@code -} where unknown; then next, beginning, end, -1 where unknown. */
    @ParameterizedTest
    @CsvSource({
        "old, old, 70, 0, 100, ONWARD",
        "old, old, 70, 0, 70, ONWARD",
        "old, old, 70, 70, 70, ONWARD",
        "old, old, 70, 71, 100, TRIMMED",
        "old, old, 70, 0, 69, CUT_SHORT",
        "old, new, 70, 0, 200, ANEW",
        "old, new, 70, 0, 10, ANEW",
        "old, new, -1, 0, 10, ANEW",
        "old, new, 70, -1, -1, ANEW",
        "-, new, 70, 0, 200, ONWARD",
        "-, new, 70, 80, 200, TRIMMED",
        "-, new, 70, 0, 10, ANEW",
        "-, -, 70, 0, 100, ONWARD",
        "-, -, 70, 0, 10, DOUBTFUL",
        "old, -, 70, 0, 10, DOUBTFUL",
        "old, -, 70, -1, -1, ONWARD",
        "-, new, -1, 0, 0, ONWARD"
    })
    void judges_by_id_first_and_by_offsets_next(
            String kept, String now, long next, long beginning, long end, Resumption expected) {
        Checkpoint checkpoint = new Checkpoint(
                "t-0.txt",
                id(kept),
                false,
                OptionalLong.empty(),
                next < 0 ? OptionalLong.empty() : OptionalLong.of(next),
                1);
        Optional<Extent> extent = end < 0 ? Optional.empty() : Optional.of(new Extent(beginning, end));
        assertEquals(expected, Resumption.of(checkpoint, id(now), extent));
    }

    private static Optional<Uuid> id(String name) {
        return switch (name) {
            case "old" -> Optional.of(OLD);
            case "new" -> Optional.of(NEW);
            default -> Optional.empty();
        };
    }

    private static FilePlan plan(Path folder, long rotate) {
        return new FilePlan(folder, ".txt", Packing.NONE, new Rotation(rotate, Long.MAX_VALUE), false);
    }

    private PartitionFile open(FilePlan plan, TopicFacts facts) throws IOException {
        return PartitionFile.open(plan, PARTITION, facts, said::add).orElseThrow();
    }

    /** Writes offsets {@code from} to before {@code to} in a run of its own. */
    private OptionalLong run(FilePlan plan, TopicFacts facts, long from, long to) throws IOException {
        try (PartitionFile file = open(plan, facts)) {
            OptionalLong begin = file.next();
            for (long offset = from; offset < to; offset++) {
                file.take(LINES, Records.of("t", 0, offset, null, ("v" + offset).getBytes(UTF_8)));
            }
            file.settle(to);
            return begin;
        }
    }

    @Test
    void another_topic_begins_at_its_beginning_in_a_file_of_its_own(@TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, Shown.of(OLD, 0, 3), 0, 3);
        assertEquals(OptionalLong.of(0), run(plan, Shown.of(NEW, 0, 9), 0, 2));
        assertEquals("v0\nv1\nv2\n", Files.readString(folder.resolve(plan.sealed(PARTITION, "", 0, 3))));
        assertEquals("v0\nv1\n", Files.readString(folder.resolve("t-0.txt")));
        assertEquals(1, said.size(), said.toString());
        assertEquals(OptionalLong.of(2), run(plan, Shown.of(NEW, 0, 9), 2, 3));
        assertEquals(1, said.size(), said.toString());
    }

    @Test
    void finished_files_of_three_topics_of_one_name_stand_beside_one_another(@TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, 1);
        for (Uuid id : List.of(OLD, NEW, new Uuid(3, 3))) {
            run(plan, Shown.of(id, 0, 9), 0, 2);
        }
        try (var files = Files.list(folder)) {
            assertEquals(
                    3, files.filter(file -> file.toString().contains("00000")).count());
        }
        assertEquals("v0\nv1\n", Files.readString(folder.resolve(plan.sealed(PARTITION, NEW + ".", 0, 2))));
    }

    @Test
    void a_run_that_died_between_sealing_and_its_checkpoint_is_finished_by_the_next(@TempDir Path folder)
            throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, Shown.of(OLD, 0, 3), 0, 3);
        Files.move(folder.resolve("t-0.txt"), folder.resolve(plan.sealed(PARTITION, "", 0, 3)));
        assertEquals(OptionalLong.of(0), run(plan, Shown.of(NEW, 0, 9), 0, 2));
        assertEquals("v0\nv1\n", Files.readString(folder.resolve("t-0.txt")));
        assertEquals("v0\nv1\nv2\n", Files.readString(folder.resolve(plan.sealed(PARTITION, "", 0, 3))));
    }

    @Test
    void a_checkpoint_of_an_earlier_version_takes_the_id_it_finds(@TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, TopicFacts.NONE, 0, 3);
        Files.writeString(plan.checkpoint(PARTITION), "v1 t-0.txt first=0 next=3 bytes=9 end\n");
        assertEquals(OptionalLong.of(3), run(plan, Shown.of(OLD, 0, 9), 3, 4));
        assertEquals(
                Optional.of(OLD),
                Checkpoint.read(plan.checkpoint(PARTITION)).orElseThrow().topic());
        assertEquals(List.of(), said);
    }

    @Test
    void a_checkpoint_of_an_earlier_version_beyond_the_end_is_of_another_topic(@TempDir Path folder)
            throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, TopicFacts.NONE, 0, 7);
        assertEquals(OptionalLong.of(0), run(plan, Shown.of(NEW, 0, 5), 0, 5));
        assertTrue(Files.exists(folder.resolve(plan.sealed(PARTITION, "", 0, 7))));
    }

    @Test
    void what_retention_has_taken_and_what_the_cluster_has_lost_is_said(@TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, Shown.of(OLD, 0, 3), 0, 3);
        assertEquals(OptionalLong.of(5), run(plan, Shown.of(OLD, 5, 9), 5, 9));
        assertEquals(OptionalLong.of(6), run(plan, Shown.of(OLD, 5, 6), 6, 7));
        assertTrue(said.get(0).contains("offsets 3 to 4 were deleted"), said.toString());
        assertTrue(said.get(1).contains("lost records; continuing at 6"), said.toString());
    }

    @Test
    void where_nobody_tells_which_topic_it_is_and_the_end_is_before_the_checkpoint_nothing_is_touched(
            @TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, TopicFacts.NONE, 0, 7);
        Shown shorter = new Shown(Optional.empty(), Optional.of(new Extent(0, 5)));
        assertThrows(Failure.class, () -> open(plan, shorter));
        assertEquals(14 + 7, Files.size(folder.resolve("t-0.txt")));
    }

    @Test
    void what_dedupe_has_seen_of_the_old_topic_goes_with_it(@TempDir Path folder) throws IOException {
        FilePlan plan = plan(folder, Long.MAX_VALUE);
        run(plan, Shown.of(OLD, 0, 3), 0, 3);
        Files.writeString(plan.seen(PARTITION), "fingerprints");
        run(plan, Shown.of(NEW, 0, 9), 0, 1);
        assertFalse(Files.exists(plan.seen(PARTITION)));
    }
}

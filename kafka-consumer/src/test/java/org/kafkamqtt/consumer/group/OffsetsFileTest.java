package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class OffsetsFileTest {
    private static final Kept FULL = new Kept(
            "a \"group\", \u00fc",
            Some.partition("orders", 3),
            Optional.of(new Uuid(1, 2)),
            OptionalLong.of(123),
            Optional.of(7),
            "meta\ndata");
    private static final Kept EMPTY =
            new Kept("g", Some.partition("orders", 4), Optional.empty(), OptionalLong.empty(), Optional.empty(), "");

    private final Path folder;

    OffsetsFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<Kept> read(String text) throws IOException {
        return OffsetsFile.read(Files.writeString(folder.resolve("file"), text));
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        Path file = folder.resolve("undo.jsonl");
        OffsetsFile.write(file, List.of(FULL, EMPTY));
        assertEquals(List.of(FULL, EMPTY), OffsetsFile.read(file));
        assertEquals(
                "{\"group\":\"g\",\"topic\":\"orders\",\"topicId\":null,\"partition\":4,\"offset\":null,\"leaderEpoch\":null,"
                        + "\"metadata\":\"\"}",
                Files.readAllLines(file).get(1));
    }

    @Test
    void an_undo_file_is_never_written_over() throws IOException {
        Path file = Files.writeString(folder.resolve("undo.jsonl"), "x");
        Failure refused = assertThrows(Failure.class, () -> OffsetsFile.write(file, List.of(FULL)));
        assertEquals(ExitStatus.INPUT_OUTPUT, refused.status());
        assertEquals("x", Files.readString(file));
    }

    @Test
    void what_cannot_be_written_is_said_and_leaves_nothing() {
        Path file = folder.resolve("no-such-folder/undo.jsonl");
        Failure refused = assertThrows(Failure.class, () -> OffsetsFile.write(file, List.of(FULL)));
        assertEquals(ExitStatus.INPUT_OUTPUT, refused.status());
        assertTrue(refused.sentence().contains("nothing was changed"), refused.sentence());
    }

    @Test
    void a_device_may_take_it() {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/null")));
        OffsetsFile.write(Path.of("/dev/null"), List.of(FULL));
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")));
        Failure full = assertThrows(Failure.class, () -> OffsetsFile.write(Path.of("/dev/full"), List.of(FULL)));
        assertEquals(
                "cannot write /dev/full: no space left on device, so nothing was changed; --undo FILE puts the undo file"
                        + " elsewhere",
                full.sentence());
    }

    @Test
    void the_files_of_kafkas_own_tool_are_read() throws IOException {
        assertEquals(
                List.of(Kept.bare("", Some.partition("orders", 0), 5), Kept.bare("", Some.partition("b", 1), 6)),
                read("orders,0,5\r\n\"b\",1,6\n\n"));
        assertEquals(
                List.of(Kept.bare("a, \"b\"", Some.partition("orders", 0), 5)), read("\"a, \"\"b\"\"\",orders,0,5\n"));
        assertEquals("orders,0,5", OffsetsFile.csv(Some.partition("orders", 0), 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "orders,0",
                "orders,0,x",
                "orders,0,-1",
                "orders,x,1",
                "a,b,c,d,e",
                "orders,0,5\norders,0,6",
                "{\"topic\":\"orders\",\"partition\":0}",
                "{\"partition\":0,\"offset\":1}",
                "{\"topic\":\"orders\",\"offset\":1}",
                "{\"topic\":\"orders\",\"partition\":0,\"offset\":\"x\"}",
                "{\"topic\":\"orders\",\"partition\":0,\"offset\":1",
                "{\"topic\":\"orders\",\"partition\":0,\"offset\":1}}",
                "{\"topic\":\"orders\",\"partition\":0,\"offset\":1,\"topicId\":\"?\"}",
                "[1]"
            })
    void what_is_not_such_a_file_is_refused_with_its_name(String text) {
        Failure refused = assertThrows(Failure.class, () -> read(text));
        assertEquals(ExitStatus.USAGE, refused.status());
        assertTrue(refused.sentence().contains(folder.resolve("file").toString()), refused.sentence());
    }

    @Test
    void a_file_is_named_after_its_group_harmlessly() {
        assertEquals(
                Path.of("undo-a_b__-20260131T100000Z.jsonl"), OffsetsFile.nameFor("a/b\u00fc.", "20260131T100000Z"));
        assertTrue(OffsetsFile.nameFor("x".repeat(300), "t").toString().length() < 150);
    }
}

package org.kafkamqtt.mqtt.subscribe.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.subscribe.Samples;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.format.PlainFormat;

class OutputFolderTest {
    private static final LineFormat LINES =
            PlainFormat.payload(PlainFormat.Encoding.AS_IS).then(LineFormat.constant((byte) '\n'));

    @TempDir
    Path folder = Path.of("");

    private final AtomicLong now = new AtomicLong();
    private final List<String> said = new ArrayList<>();

    private OutputFolder output(Rotation rotation) {
        return new OutputFolder(folder.resolve("out"), LINES, Samples.bytes("\n"), rotation, true, said::add, now::get);
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(name));
    }

    @Test
    void each_topic_has_its_own_file_that_is_appended_to() throws IOException {
        for (int run = 1; run <= 2; run++) {
            try (OutputFolder output = output(Rotation.NEVER)) {
                output.write(Samples.arrival("a/b", "one " + run));
                output.write(Samples.arrival("../c", "two " + run));
                output.flush();
            }
        }
        assertEquals(List.of("one 1", "one 2"), lines("a%2Fb.log"));
        assertEquals(List.of("two 1", "two 2"), lines("%2E.%2Fc.log"));
    }

    @Test
    void what_was_flushed_is_in_the_file() throws IOException {
        try (OutputFolder output = output(Rotation.NEVER)) {
            output.write(Samples.arrival("a", "x"));
            assertEquals(List.of(), lines("a.log"));
            output.flush();
            assertEquals(List.of("x"), lines("a.log"));
        }
    }

    @Test
    void a_full_file_makes_room_for_a_new_one() throws IOException {
        try (OutputFolder output = output(new Rotation(4, Long.MAX_VALUE))) {
            for (int i = 1; i <= 5; i++) {
                output.write(Samples.arrival("a", "m" + i));
            }
        }
        assertEquals(List.of("m1", "m2"), lines("a.log.1"));
        assertEquals(List.of("m3", "m4"), lines("a.log.2"));
        assertEquals(List.of("m5"), lines("a.log"));
    }

    @Test
    void an_old_file_makes_room_by_the_clock_even_without_messages() throws IOException {
        try (OutputFolder output = output(new Rotation(Long.MAX_VALUE, 100))) {
            output.write(Samples.arrival("a", "old"));
            now.set(100);
            output.tick();
            now.set(300);
            output.tick();
        }
        assertEquals(List.of("old"), lines("a.log.1"));
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void more_topics_than_open_files_lose_nothing() throws IOException {
        int topics = OutputFolder.OPEN * 2;
        try (OutputFolder output = output(Rotation.NEVER)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < topics; i++) {
                    output.write(Samples.arrival("t" + i, "r" + round));
                }
            }
        }
        for (int i = 0; i < topics; i++) {
            assertEquals(List.of("r0", "r1"), lines("t" + i + ".log"));
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_failure_of_output() throws IOException {
        Files.writeString(folder.resolve("out"), "a file");
        Failure failure = assertThrows(Failure.class, () -> output(Rotation.NEVER));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
    }

    @Test
    void a_file_that_a_kill_left_torn_goes_on_in_a_new_line() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/a.log"), "whole\n1277");
        Files.writeString(folder.resolve("out/b.log"), "whole\n");
        try (OutputFolder output = output(Rotation.NEVER)) {
            output.write(Samples.arrival("a", "12774"));
            output.write(Samples.arrival("b", "12774"));
        }
        assertEquals(List.of("whole", "1277", "12774"), lines("a.log"));
        assertEquals(List.of("whole", "12774"), lines("b.log"));
        assertEquals(1, said.size());
    }
}

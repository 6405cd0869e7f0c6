package org.kafkamqtt.console.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class ReadyFileTest {
    private final Path folder;

    ReadyFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void one_of_an_earlier_run_is_gone_before_the_brokers_are_up() throws IOException {
        Path file = Files.writeString(folder.resolve("ready"), "kafka=localhost:1\n");
        ReadyFile.awaited(file);
        assertFalse(Files.exists(file));
    }

    @Test
    void it_stands_there_whole_and_alone() throws IOException {
        Path file = folder.resolve("ready");
        ReadyFile.awaited(file).write("mqtt=localhost:2\n");
        assertEquals("mqtt=localhost:2\n", Files.readString(file));
        try (Stream<Path> there = Files.list(folder)) {
            assertEquals(List.of(file), there.toList());
        }
    }

    @Test
    void a_later_one_takes_the_place_of_the_first() throws IOException {
        Path file = folder.resolve("ready");
        ReadyFile ready = ReadyFile.awaited(file);
        ready.write("node.1=1 localhost:1\n");
        ready.write("node.1=ended localhost:1\n");
        assertEquals("node.1=ended localhost:1\n", Files.readString(file));
    }

    @Test
    void a_place_where_no_file_can_be_is_refused_before_the_start() {
        for (Path nowhere : List.of(folder, folder.resolve("missing/ready"))) {
            Failure failure = assertThrows(Failure.class, () -> ReadyFile.awaited(nowhere));
            assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        }
    }
}

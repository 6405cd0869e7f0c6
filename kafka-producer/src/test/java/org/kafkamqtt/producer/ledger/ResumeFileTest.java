package org.kafkamqtt.producer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;

/** The place in the input that outlives a run. */
class ResumeFileTest {
    @TempDir
    Path folder = Path.of("");

    private Path input = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        input = Files.writeString(folder.resolve("input"), "one\ntwo\nthree\n");
        file = folder.resolve("place");
    }

    private Inputs inputs() {
        return new Inputs(List.of(input.toString()), InputStream.nullInputStream());
    }

    private ResumeFile resume(String topic) {
        return new ResumeFile(file, new Destination(topic, Optional.empty()), inputs());
    }

    @Test
    void a_place_is_read_back_and_fits_its_input() {
        resume("t").write(new Position(0, 8, 2));
        SavedPosition saved = resume("t").read().orElseThrow();
        saved.check(inputs());
        assertEquals(new Position(0, 8, 2), saved.position());
    }

    @Test
    void there_is_none_before_the_first_run() {
        assertEquals(Optional.empty(), resume("t").read());
    }

    @Test
    void an_input_that_was_changed_before_the_place_is_refused() throws IOException {
        resume("t").write(new Position(0, 8, 2));
        Files.writeString(input, "one\nTWO\nthree\n");
        SavedPosition saved = resume("t").read().orElseThrow();
        Failure failure = assertThrows(Failure.class, () -> saved.check(inputs()));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().contains("differs before byte 8 of " + input), failure.sentence());
    }

    @Test
    void an_input_that_is_shorter_than_the_place_is_refused() throws IOException {
        resume("t").write(new Position(0, 8, 2));
        Files.writeString(input, "one\n");
        SavedPosition saved = resume("t").read().orElseThrow();
        assertThrows(Failure.class, () -> saved.check(inputs()));
    }

    @Test
    void the_place_of_another_topic_is_refused() {
        resume("t").write(new Position(0, 8, 2));
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> resume("u").read()).status());
    }

    @Test
    void a_file_that_holds_something_else_is_refused() throws IOException {
        Files.writeString(file, "a shopping list");
        Failure failure = assertThrows(Failure.class, () -> resume("t").read());
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
    }

    @Test
    void a_place_that_has_not_moved_is_not_written() {
        ReachedPosition reached = new ReachedPosition(new Position(0, 8, 2));
        resume("t").write(reached);
        assertFalse(Files.exists(file));
    }

    @Test
    void the_same_place_is_written_once() throws IOException {
        ResumeFile resume = resume("t");
        resume.write(new Position(0, 4, 1));
        Files.delete(file);
        resume.write(new Position(0, 4, 1));
        assertFalse(Files.exists(file));
        resume.write(new Position(0, 8, 2));
        assertTrue(Files.exists(file));
    }
}

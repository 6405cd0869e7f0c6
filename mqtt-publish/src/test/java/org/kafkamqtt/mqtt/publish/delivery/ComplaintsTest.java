package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.FirstFew;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.publish.Samples;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.Draft;
import org.kafkamqtt.mqtt.publish.source.JsonPiece;
import org.kafkamqtt.mqtt.publish.source.Place;

class ComplaintsTest {
    private final List<String> said = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private Complaints complaints(boolean quiet, Optional<Path> file, boolean confirm) {
        return new Complaints(said::add, quiet, file, confirm);
    }

    private static Sent sent(String payload) {
        return new Sent(Samples.publication(1, Qos.EXACTLY_ONCE, payload), new Place("in.txt", "line", 12, 0), 0);
    }

    @Test
    void what_is_kept_can_be_published_again() throws Exception {
        Path file = folder.resolve("failed");
        try (Complaints complaints = complaints(false, Optional.of(file), false)) {
            assertTrue(complaints.add(sent("a\u0000\u00ff\nb"), "torn"));
        }
        Draft again = new JsonPiece().parse(Files.readAllBytes(file));
        assertEquals("a\u0000\u00ff\nb", Samples.text(again.payload()));
        assertEquals(Optional.of(Samples.TOPIC), again.topic());
        assertEquals(Optional.of(Qos.EXACTLY_ONCE), again.qos());
        assertEquals(List.of("line 12 of in.txt: torn"), said);
    }

    @Test
    void nothing_is_kept_where_there_is_no_file() throws IOException {
        try (Complaints complaints = complaints(false, Optional.empty(), false)) {
            assertFalse(complaints.add(sent("a"), "torn"));
            assertFalse(complaints.add(new Place("", "line", 1, 0), new BadMessage("is bad"), Samples.bytes("a")));
        }
    }

    @Test
    void the_first_are_named_and_the_others_counted_at_the_end() throws IOException {
        Path file = folder.resolve("failed");
        try (Complaints complaints = complaints(false, Optional.of(file), false)) {
            for (int i = 0; i < FirstFew.NAMED + 5; i++) {
                complaints.add(sent("a"), "torn");
            }
        }
        assertEquals(FirstFew.NAMED + 1, said.size());
        assertEquals("5 more failed, all are in " + file, said.get(FirstFew.NAMED));
        assertEquals(FirstFew.NAMED + 5, Files.readAllLines(file).size());
    }

    @Test
    void a_file_begins_empty_unless_what_it_keeps_is_settled() throws IOException {
        Path file = Files.writeString(folder.resolve("failed"), "from before\n");
        complaints(false, Optional.of(file), true).close();
        assertEquals("from before\n", Files.readString(file));
        complaints(false, Optional.of(file), false).close();
        assertEquals("", Files.readString(file));
    }

    @Test
    void whoever_wants_quiet_hears_of_failures_alone() throws IOException {
        try (Complaints complaints = complaints(true, Optional.empty(), false)) {
            complaints.note("connected again");
            complaints.leave(sent("a"), "comes again");
        }
        assertEquals(List.of("line 12 of in.txt: comes again"), said);
    }

    @Test
    void a_file_that_cannot_be_written_is_told_at_once() {
        Failure failure =
                assertThrows(Failure.class, () -> complaints(false, Optional.of(folder.resolve("no/such")), false));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertTrue(failure.sentence().startsWith("cannot write " + folder), failure.sentence());
    }
}

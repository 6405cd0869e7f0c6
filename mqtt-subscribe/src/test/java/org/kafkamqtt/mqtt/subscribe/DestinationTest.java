package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.sink.Rotation;

/** What the options of the output come to. */
class DestinationTest {
    private static Destination of(String... words) {
        SubscribeOptions options = new SubscribeOptions();
        Tool.parsed(Tool.commandLine(options), words);
        return options.output.destination(Map.of(), options.into);
    }

    private static String written(LineFormat format) {
        return Samples.written(format, Samples.arrival("a/b", Samples.bytes("x"), 1, false, 7));
    }

    private static String onStandardOutput(String... words) {
        return written(
                assertInstanceOf(Destination.ToStandardOutput.class, of(words)).format());
    }

    @Test
    void each_output_is_one_of_a_closed_set() {
        assertEquals(new Destination.CountTable(true), of("--count-by-topic", "-J"));
        assertEquals(new Destination.MessageRate(), of("--message-rate"));
        assertEquals(new Destination.Watch(), of("-w"));
        assertEquals(new Destination.EachToCommand("true"), of("--exec", "true"));
    }

    @Test
    void the_form_of_a_message_is_decided_with_its_end() {
        assertEquals("x\n", onStandardOutput());
        assertEquals("a/b x\n", onStandardOutput("-v"));
        assertEquals("78\0", onStandardOutput("--hex", "-0"));
        assertEquals("eA==--", onStandardOutput("--base64", "--delimiter", "--"));
        assertEquals("1 a/b", onStandardOutput("-N", "-F", "%q %t"));
        assertTrue(onStandardOutput("-J").contains("\"topic\":\"a/b\""));
        assertTrue(onStandardOutput("-v", "--color", "always").contains("\u001b["));
    }

    @Test
    void files_know_when_to_make_room_and_how_a_message_ends() {
        Destination.FilePerTopic files = assertInstanceOf(
                Destination.FilePerTopic.class,
                of("--out-dir", "f", "--rotate-size", "1KiB", "--rotate-every", "2s", "--fsync", "-0"));
        assertEquals(new Rotation(1024, TimeUnit.SECONDS.toNanos(2)), files.rotation());
        assertTrue(files.durable());
        assertArrayEquals(new byte[] {0}, files.end());
        Destination.FilePerTopic plain = assertInstanceOf(Destination.FilePerTopic.class, of("--out-dir", "f", "-N"));
        assertEquals(new Rotation(Long.MAX_VALUE, Long.MAX_VALUE), plain.rotation());
        assertEquals(0, plain.end().length);
    }

    @Test
    void a_command_that_settles_gets_the_names_of_messages_in_json_alone() {
        Destination.IntoCommand into = assertInstanceOf(Destination.IntoCommand.class, of("--into", "cat"));
        assertEquals(IntoWindow.DEFAULT, into.window());
        assertTrue(into.namesMessages());
        assertTrue(written(into.format()).endsWith("}\n"));
        assertFalse(of("--into", "cat", "-F", "%p").namesMessages());
        assertTrue(of("--into", "cat", "-F", "%j").namesMessages());
        assertFalse(of("-J").namesMessages());
    }

    @Test
    void what_cannot_be_had_is_refused_before_anything_is_opened() {
        Failure empty = assertThrows(Failure.class, () -> of("--into", " "));
        assertEquals(ExitStatus.USAGE, empty.status());
        assertTrue(empty.sentence().startsWith("--into needs a command"), empty.sentence());
        Failure pretty = assertThrows(Failure.class, () -> of("-F", "%p", "--pretty"));
        assertEquals("--pretty needs -J, or -F with %j or %J", pretty.sentence());
    }
}

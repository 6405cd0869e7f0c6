package org.kafkamqtt.mqtt.publish.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.publish.Samples;

/** The sources that read nothing: templates, random bytes, one message again and again. */
class MadeUpTest {
    private static Source open(Messages messages) throws IOException {
        return messages.open(InputStream.nullInputStream(), Mark.START, InputWriter.GONE);
    }

    private static List<String> all(Messages messages) throws IOException, BadMessage {
        List<String> all = new ArrayList<>();
        try (Source source = open(messages)) {
            for (Optional<Draft> next = source.next(); next.isPresent(); next = source.next()) {
                all.add(source.place() + ": " + Samples.text(next.get().payload()));
            }
        }
        return all;
    }

    private static List<String> randomBytes(long seed, int smallest, int largest) throws IOException, BadMessage {
        List<String> all = new ArrayList<>();
        Source source = open(new Messages.OfRandomBytes(seed, smallest, largest, 200));
        for (Optional<Draft> next = source.next(); next.isPresent(); next = source.next()) {
            all.add(HexFormat.of().formatHex(next.get().payload()));
        }
        return all;
    }

    @Test
    void a_template_is_filled_anew_for_each_message() throws Exception {
        Messages messages = new Messages.MadeUp(Template.parse("n=${i}"), new Chance(1, Clock.systemUTC()), 3);
        assertEquals(List.of("message 1: n=0", "message 2: n=1", "message 3: n=2"), all(messages));
    }

    @Test
    void random_bytes_have_every_size_between_both_bounds() throws Exception {
        List<String> all = randomBytes(5, 1, 3);
        assertEquals(200, all.size());
        assertEquals(
                List.of(2, 4, 6),
                all.stream().map(String::length).distinct().sorted().toList());
    }

    @Test
    void the_same_seed_makes_the_same_bytes_and_another_makes_others() throws Exception {
        assertEquals(randomBytes(5, 8, 8), randomBytes(5, 8, 8));
        assertNotEquals(randomBytes(5, 8, 8), randomBytes(6, 8, 8));
    }

    @Test
    void one_message_comes_as_often_as_asked_for() throws Exception {
        assertEquals(List.of("the message: x"), all(new Messages.Same(Samples.bytes("x"), 1)));
        assertEquals(List.of("message 1: x", "message 2: x"), all(new Messages.Same(Samples.bytes("x"), 2)));
    }

    @Test
    void a_confirmed_message_is_never_of_qos_0() {
        Draft atMostOnce = new Draft(
                Optional.empty(),
                new byte[0],
                Optional.of(Qos.AT_MOST_ONCE),
                Optional.empty(),
                java.util.OptionalLong.empty());
        assertEquals(
                Qos.AT_LEAST_ONCE, new MessageDefaults(List.of(), Qos.EXACTLY_ONCE, false, true).qosOf(atMostOnce));
        assertEquals(
                Qos.AT_MOST_ONCE, new MessageDefaults(List.of(), Qos.EXACTLY_ONCE, false, false).qosOf(atMostOnce));
        assertEquals(
                Qos.EXACTLY_ONCE,
                new MessageDefaults(List.of(), Qos.EXACTLY_ONCE, false, true).qosOf(Draft.of(new byte[0])));
    }

    @Test
    void a_place_is_named_for_people() {
        assertEquals("the message", new Place("", "", 1, 0).toString());
        assertEquals("a.bin", new Place("a.bin", "", 1, 0).toString());
        assertEquals("line 3", new Place("", "line", 3, 0).toString());
        assertTrue(new Place("a.txt", "line", 3, 0).toString().equals("line 3 of a.txt"));
    }
}

package org.kafkamqtt.mqtt.broker.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceTrialTest {
    /** A broker that says the same whatever it hears: packets, then {@code closed} or nothing. */
    private record Parrot(List<String> says) implements Judged {
        @Override
        public Line connect() {
            Queue<String> left = new ArrayDeque<>(says);
            return new Line() {
                @Override
                public void send(byte[] bytes) {}

                @Override
                public Heard hear() {
                    String next = left.isEmpty() ? "" : left.remove();
                    return next.isEmpty()
                            ? new Heard.Silence()
                            : next.equals("closed")
                                    ? new Heard.Closed()
                                    : new Heard.Bytes(HexFormat.of().parseHex(next));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void publish(String topic, int qos, boolean retain, byte[] payload) {}
    }

    @ParameterizedTest
    @CsvSource({
        // the same
        "5 closed <e00182, e00182 closed, EXACT",
        "5 open <70020001, 70020001 d000, EXACT",
        "3.1.1 closed >f000, closed, EXACT",
        // other properties
        "5 open <200e00000b22000a27001e8480210014, 2003000000 d000, EQUIV",
        "5 closed <e00182, e00882061f0003626164 closed, EQUIV",
        "5 open <900400010001, 900400010002 d000, FAIL",
        "5 open <900400010001, 9009000105260001610001 d000, EQUIV",
        "5 open <40020001, 400400010000 d000, EQUIV",
        // another reason
        "5 closed <e00182, e00181 closed, REASON",
        "5 open <400400018700, 400400018000 d000, REASON",
        "5 closed >f000, e00181 closed, REASON",
        // closed without a word
        "5 closed <e00182, closed, CLOSE",
        "3.1.1 closed <20020001, closed, CLOSE",
        // wrong
        "5 closed <e00182, e00182, FAIL",
        "5 closed <e00182, 40020001 closed, FAIL",
        "5 open <40020001, closed, FAIL",
        "5 closed <40020001, closed, FAIL",
        "3.1.1 closed >f000, e000 closed, FAIL",
        "3.1.1 open >c000, closed, FAIL",
        "3.1.1 open >c000, '', FAIL",
        "3.1.1 open <40020001, 40020002 d000, FAIL",
        "5 open <30080001700070617901, 30080001700070617902 d000, FAIL",
    })
    void grades_what_the_broker_says(String row, String says, Grade grade) {
        assertEquals(grade, graded(row, says).grade());
    }

    /** What the specification leaves open: a message may come before or after what acknowledges another one. */
    @Test
    void lets_a_delivery_overtake_an_acknowledgement() {
        String row = "3.1.1 open <40020001 <300400017061";
        assertEquals(Grade.EXACT, graded(row, "40020001 300400017061 d000").grade());
        assertEquals(Grade.EQUIV, graded(row, "300400017061 40020001 d000").grade());
        assertEquals(Grade.FAIL, graded(row, "300400017061 d000").grade());
    }

    @Test
    void does_not_let_deliveries_change_places() {
        String row = "3.1.1 open <300400017061 <300400017062";
        assertEquals(Grade.FAIL, graded(row, "300400017062 300400017061 d000").grade());
    }

    @Test
    void tells_what_differs() {
        assertEquals(
                "expected e00182, heard e00181",
                graded("5 closed <e00182", "e00181 closed").trouble());
    }

    @Test
    void refuses_a_row_that_it_does_not_understand() {
        assertThrows(IllegalArgumentException.class, () -> PacketSequence.parse("X-1\t5\tclosed"));
        assertThrows(IllegalArgumentException.class, () -> PacketSequence.parse("X-1\t5\tajar\t>00"));
        assertThrows(IllegalArgumentException.class, () -> PacketSequence.parse("X-1\t5\topen\t=00"));
    }

    @Test
    void there_are_1224_sequences() {
        assumeTrue(System.getProperty("sequences") == null);
        assertEquals(1224, PacketSequence.all().size());
        assertEquals(
                13,
                PacketSequence.all().stream()
                        .flatMap(sequence -> sequence.steps().stream())
                        .filter(PacketSequence.Publish.class::isInstance)
                        .count());
    }

    private static SequenceTrial.Outcome graded(String row, String says) {
        String[] columns = row.split(" ", 3);
        return SequenceTrial.of(
                PacketSequence.parse("X-1\t" + columns[0] + "\t" + columns[1] + "\t" + columns[2]),
                new Parrot(Stream.of(says.split(" ")).toList()));
    }
}

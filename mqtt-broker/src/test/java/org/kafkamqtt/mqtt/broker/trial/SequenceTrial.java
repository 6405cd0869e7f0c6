package org.kafkamqtt.mqtt.broker.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A packet sequence as it goes on with a broker. Used once. */
public final class SequenceTrial {
    private static final byte[] PINGREQ = {(byte) 0xC0, 0};
    private static final byte[] PINGRESP = {(byte) 0xD0, 0};

    private final PacketSequence sequence;
    private final Judged broker;
    private final boolean properties;
    private final List<byte[]> early = new ArrayList<>();
    private Grade grade = Grade.EXACT;
    private String trouble = "";

    /**
     * How it went.
     *
     * @param trouble what differs, for people; empty if nothing does
     */
    public record Outcome(PacketSequence sequence, Grade grade, String trouble) {}

    private SequenceTrial(PacketSequence sequence, Judged broker) {
        this.sequence = sequence;
        this.broker = broker;
        this.properties = sequence.version().equals("5");
    }

    /** Does all steps and looks at the end. */
    public static Outcome of(PacketSequence sequence, Judged broker) {
        return new SequenceTrial(sequence, broker).run();
    }

    private Outcome run() {
        try (Line line = broker.connect()) {
            for (int i = 0; i < sequence.steps().size() && grade.compareTo(Grade.CLOSE) < 0; i++) {
                PacketSequence.Step step = sequence.steps().get(i);
                if (step instanceof PacketSequence.Send send) {
                    line.send(send.bytes());
                } else if (step instanceof PacketSequence.Publish publish) {
                    broker.publish(publish.topic(), publish.qos(), publish.retain(), publish.payload());
                } else if (step instanceof PacketSequence.Expect expect) {
                    expect(line, expect.packet(), i);
                }
            }
            if (grade.compareTo(Grade.CLOSE) < 0) {
                end(line);
            }
        }
        return new Outcome(sequence, grade, trouble);
    }

    private void note(Grade found, byte[] expected, Heard heard) {
        if (found != Grade.EXACT) {
            trouble += (trouble.isEmpty() ? "" : "; ") + "expected "
                    + HexFormat.of().formatHex(expected) + ", heard " + heard;
        }
        grade = grade.and(found);
    }

    private void expect(Line line, byte[] expected, int at) {
        for (byte[] packet : early) {
            if (Likeness.of(expected, packet, properties) == Grade.EXACT) {
                early.remove(packet);
                return;
            }
        }
        Heard heard = line.hear();
        while (heard instanceof Heard.Bytes bytes && isEarly(bytes.packet(), expected, at)) {
            early.add(bytes.packet());
            note(Grade.EQUIV, expected, heard);
            heard = line.hear();
        }
        if (heard instanceof Heard.Bytes bytes) {
            note(Likeness.of(expected, bytes.packet(), properties), expected, heard);
        } else {
            boolean closed = heard instanceof Heard.Closed
                    && !sequence.open()
                    && Likeness.isError(expected, properties)
                    && !Likeness.isPublish(expected);
            note(closed ? Grade.CLOSE : Grade.FAIL, expected, heard);
        }
    }

    /** A delivery and an acknowledgement that have nothing to do with each other may come in any order. */
    private boolean isEarly(byte[] heard, byte[] expected, int at) {
        return !Arrays.equals(heard, expected)
                && Likeness.isPublish(heard) != Likeness.isPublish(expected)
                && sequence.steps().stream()
                        .skip(at + 1)
                        .anyMatch(step ->
                                step instanceof PacketSequence.Expect later && Arrays.equals(later.packet(), heard));
    }

    private void end(Line line) {
        if (!early.isEmpty()) {
            note(Grade.FAIL, PINGRESP, new Heard.Bytes(early.get(0)));
        } else if (sequence.open()) {
            line.send(PINGREQ);
            Heard heard = line.hear();
            boolean answered = heard instanceof Heard.Bytes bytes && Arrays.equals(bytes.packet(), PINGRESP);
            note(answered ? Grade.EXACT : Grade.FAIL, PINGRESP, heard);
        } else {
            closed(line);
        }
    }

    private void closed(Line line) {
        Heard heard = line.hear();
        if (heard instanceof Heard.Bytes bytes && properties && Likeness.isError(bytes.packet(), properties)) {
            note(Grade.REASON, new byte[0], heard);
            heard = line.hear();
        }
        note(heard instanceof Heard.Closed ? Grade.EXACT : Grade.FAIL, new byte[0], heard);
    }
}

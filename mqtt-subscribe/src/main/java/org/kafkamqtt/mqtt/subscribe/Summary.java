package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.text.Digits;

/**
 * What became of the messages of a run.
 *
 * @param received from the broker, repeats not counted
 * @param written to the output, which was flushed
 * @param leftOut on purpose: filtered, or beyond the number asked for
 * @param acknowledged to the broker, QoS 1 and 2 only
 * @param dropped of QoS 0 because the output was too slow
 * @param refused by a command that failed
 */
record Summary(long received, long written, long leftOut, long acknowledged, long dropped, long refused) {

    /** Status 3 if anything that came was not written as asked. */
    ExitStatus status() {
        return dropped == 0 && refused == 0 ? ExitStatus.OK : ExitStatus.PARTIAL;
    }

    public String text(Digits digits) {
        return digits.of(received) + " received, " + digits.of(written) + " written, " + digits.of(acknowledged)
                + " acknowledged"
                + (leftOut == 0 ? "" : ", " + digits.of(leftOut) + " left out")
                + (refused == 0 ? "" : ", " + digits.of(refused) + " failed")
                + ", " + digits.of(dropped) + " dropped";
    }

    public String json() {
        return "{\"received\":" + received + ",\"written\":" + written + ",\"leftOut\":" + leftOut
                + ",\"acknowledged\":" + acknowledged + ",\"failed\":" + refused + ",\"dropped\":" + dropped + "}";
    }
}

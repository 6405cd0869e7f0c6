package org.kafkamqtt.mqtt.publish.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.console.text.Figures;

/**
 * A finished run, in one line.
 *
 * @param counts of messages
 * @param unheard how many of the acknowledged ones had no subscriber; empty if the broker does not say, as before MQTT 5
 * @param denied how many of the failed ones the user had no right to publish, as MQTT 5 says
 * @param bytes of payload that were acknowledged
 * @param reconnects how often the connection came back
 * @param nanos from the first message to the last acknowledgement
 * @param p50 milliseconds that half of the acknowledgements did not exceed
 * @param p95 the same for 95 of 100
 * @param p99 the same for 99 of 100
 */
public record Summary(
        Tally.Counts counts,
        OptionalLong unheard,
        long denied,
        long bytes,
        long reconnects,
        long nanos,
        double p50,
        double p95,
        double p99) {

    /**
     * The status of the run; if nothing arrived and all was denied to the user, that of a user without rights.
     *
     * @param over why it ended early, if it did
     */
    public ExitStatus status(Optional<Failure> over) {
        return over.map(Failure::status).orElse(allDenied() ? ExitStatus.UNAUTHORISED : counts.status());
    }

    private boolean allDenied() {
        return denied > 0 && denied == counts.failed() && counts.acknowledged() == 0 && counts.unsettled() == 0;
    }

    /** For people; the rate in bytes has the unit that fits. */
    public String text(Digits digits) {
        String nobody = unheard.orElse(0) == 0 ? "" : ", " + digits.of(unheard.getAsLong()) + " unheard";
        String sentence = counts.text(digits) + nobody + format(" in %.1f s", seconds());
        if (reconnects > 0) {
            sentence += ", " + reconnects + (reconnects == 1 ? " reconnect" : " reconnects");
        }
        if (counts.acknowledged() == 0) {
            return sentence;
        }
        return sentence
                + ", " + digits.of(Math.round(counts.acknowledged() / seconds())) + " messages/s, "
                + Figures.size(bytes / seconds()) + "/s"
                + format("; acknowledged after %.1f ms (p50), %.1f ms (p95), %.1f ms (p99)", p50, p95, p99);
    }

    public String json() {
        return "{" + counts.jsonMembers()
                + (unheard.isEmpty() ? "" : ",\"unheard\":" + unheard.getAsLong())
                + format(
                        ",\"bytes\":%d,\"reconnects\":%d,\"seconds\":%.3f,\"p50Ms\":%.3f,\"p95Ms\":%.3f,\"p99Ms\":%.3f}",
                        bytes, reconnects, seconds(), p50, p95, p99);
    }

    private double seconds() {
        return Math.max(1, nanos) / 1e9;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

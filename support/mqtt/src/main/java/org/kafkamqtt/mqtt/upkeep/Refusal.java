package org.kafkamqtt.mqtt.upkeep;

import java.util.Map;
import org.kafkamqtt.console.failure.ExitStatus;

/**
 * What a broker means by a code of CONNACK that MQTT 3.1.1 does not have (MQTT 5.0 section 3.2.2.2), or of a DISCONNECT (section
 * 3.14.2.1); or nothing known.
 *
 * @param meaning in the standard's words
 * @param status of the run
 * @param lasting whether trying again is useless
 */
record Refusal(String meaning, ExitStatus status, boolean lasting) {
    private static final Map<Integer, Refusal> MQTT_5 = Map.ofEntries(
            Map.entry(24, rights("enhanced authentication")),
            Map.entry(128, passing("unspecified error")),
            Map.entry(129, lasting("malformed packet")),
            Map.entry(130, lasting("protocol error")),
            Map.entry(131, passing("implementation specific error")),
            Map.entry(132, lasting("unsupported protocol version")),
            Map.entry(133, lasting("client identifier not valid")),
            Map.entry(134, rights("bad user name or password")),
            Map.entry(135, rights("not authorised")),
            Map.entry(136, passing("server unavailable")),
            Map.entry(137, passing("server busy")),
            Map.entry(138, rights("banned")),
            Map.entry(140, rights("bad authentication method")),
            Map.entry(144, lasting("topic name of the will invalid")),
            Map.entry(149, lasting("packet too large")),
            Map.entry(151, passing("quota exceeded")),
            Map.entry(153, lasting("payload format of the will invalid")),
            Map.entry(154, lasting("retain not supported")),
            Map.entry(155, lasting("QoS not supported")),
            Map.entry(156, passing("use another server")),
            Map.entry(157, lasting("server moved")),
            Map.entry(159, passing("connection rate exceeded")));

    /** Where the meaning of a DISCONNECT is another one, or is none in CONNACK. */
    private static final Map<Integer, Refusal> ENDS = Map.ofEntries(
            Map.entry(0, passing("without a reason")),
            Map.entry(139, passing("server shutting down")),
            Map.entry(141, passing("it heard nothing for too long (keep alive timeout)")),
            Map.entry(142, new Refusal("session taken over", ExitStatus.UNREACHABLE, true)),
            Map.entry(143, lasting("topic filter invalid")),
            Map.entry(144, lasting("topic name invalid")),
            Map.entry(147, lasting("receive maximum exceeded")),
            Map.entry(148, lasting("topic alias invalid")),
            Map.entry(150, passing("message rate too high")),
            Map.entry(152, lasting("administrative action")),
            Map.entry(153, lasting("payload format invalid")),
            Map.entry(156, lasting("use another server")),
            Map.entry(158, lasting("shared subscriptions not supported")),
            Map.entry(160, passing("maximum connect time")),
            Map.entry(161, lasting("subscription identifiers not supported")),
            Map.entry(162, lasting("wildcard subscriptions not supported")));

    private static Refusal lasting(String meaning) {
        return new Refusal(meaning, ExitStatus.FAILED, true);
    }

    private static Refusal rights(String meaning) {
        return new Refusal(meaning, ExitStatus.UNAUTHORISED, true);
    }

    private static Refusal passing(String meaning) {
        return new Refusal(meaning, ExitStatus.UNREACHABLE, false);
    }

    /** What this code of a DISCONNECT means, 0 to 255. */
    static Refusal ofEnd(int code) {
        return ENDS.getOrDefault(code, of(code));
    }

    /** What this code of a CONNACK means, 6 to 255. */
    static Refusal of(int code) {
        return MQTT_5.getOrDefault(code, new Refusal("", ExitStatus.FAILED, true));
    }

    /** The code with its meaning, for a sentence. */
    static String words(int code) {
        String meaning = of(code).meaning();
        return "code " + code + (meaning.isEmpty() ? ", which MQTT does not know" : " (MQTT 5: " + meaning + ")");
    }
}

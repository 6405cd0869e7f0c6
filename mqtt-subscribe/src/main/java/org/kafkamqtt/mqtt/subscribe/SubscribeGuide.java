package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.mqtt.options.ConnectionOptions;

/** What the help of {@code mqtt-subscribe} shows besides its options. */
final class SubscribeGuide {
    private SubscribeGuide() {}

    static Guide guide() {
        Guide guide = ConnectionOptions.values(Guide.of())
                .essentials("-h", "-p", "-t", "-q", "-v", "-F", "-J", "-C", "-W", "-c", "-i", "-u", "--pw-file")
                .example("mqtt-subscribe -t 'home/+/temperature' -v")
                .example("mqtt-subscribe -h broker -t jobs -q 1 -c -i worker-1 -C 10 -W 30")
                .example("mqtt-subscribe -t 'home/#' -J | kafka-producer -b localhost:9093 -t home -J")
                .example("mqtt-subscribe -L mqtts://user@broker/home/%23 -F '@Y-@m-@d @H:@M:@S %t %p'")
                .example("mqtt-subscribe -t '#' --retained-only --count-by-topic")
                .example("mqtt-subscribe -t 'home/#' -q 1 -c -i bridge --into 'kafka-producer -t home -J --confirm'")
                .status(ExitStatus.PARTIAL, "some messages were dropped or failed, the others were written")
                .status(ExitStatus.UNAUTHORISED, "not authenticated, or with -V 5: subscriptions were denied")
                .status(ExitStatus.NOT_FOUND, "the broker refused a subscription")
                .page("docs/mqtt-subscribe.md")
                .values("-q", "0", "1", "2")
                .values("--color", "auto", "always", "never")
                .values("--summary", "text", "json", "none");
        return guide.topic(
                "format",
                "Formats",
                "For -F.",
                "%t, %p",
                "topic, payload",
                "%x, %X",
                "payload in hexadecimal, lower or upper case",
                "%l",
                "length of the payload",
                "%q, %r, %m",
                "QoS; 1 if retained, else 0; message identifier",
                "%C, %F",
                "MQTT 5: content type; 1 if the payload is text, 0 if not",
                "%R, %D",
                "MQTT 5: response topic; correlation data",
                "%P",
                "MQTT 5: user properties as name:value",
                "%E, %S, %A",
                "MQTT 5: seconds to expiry; subscription; topic alias",
                "%j, %J",
                "JSON; in %J a JSON payload is JSON, not a string",
                "%I, %U",
                "time of arrival as ISO 8601; in seconds since 1970",
                "%f, %d",
                "payload as a float or a double of 4 or 8 bytes",
                "@Y-@m-@d @H:@M:@S",
                "time of arrival, by the letters of strftime",
                "%-20t, %05l, %.10t",
                "width, leading zeros, at most 10 characters",
                "\\\\, %%, @@",
                "a backslash, a percent sign, an at sign",
                "\\n, \\t, \\0",
                "new line, tab, NUL");
    }
}

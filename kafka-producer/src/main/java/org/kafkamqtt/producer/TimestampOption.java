package org.kafkamqtt.producer;

import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.console.json.Timestamps;

/** A point in time as typed: milliseconds since 1970, or ISO 8601 with an offset. */
final class TimestampOption {
    private TimestampOption() {}

    static long parse(String text) {
        try {
            return Timestamps.parse(text);
        } catch (MalformedLine e) {
            throw Failure.usage("--timestamp " + e.clause());
        }
    }
}

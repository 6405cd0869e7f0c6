package org.kafkamqtt.producer;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

/** A point in time as typed: milliseconds since 1970, or ISO 8601 with an offset. */
final class TimestampOption {
    private TimestampOption() {}

    static long parse(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new Failure(
                    ExitStatus.USAGE,
                    "--timestamp '" + text + "' is neither milliseconds nor a time such as 2026-11-23T12:00:00Z",
                    e);
        }
    }
}

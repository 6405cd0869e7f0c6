package org.kafkamqtt.mqtt.subscribe.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * When messages arrived, as ISO 8601 in a time zone, with the offset without a colon as mosquitto_sub writes it.
 *
 * <p>Keeps the text of the last second, since many messages share it. Not thread-safe; the writing thread owns it.
 */
public final class ArrivalTime {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

    private final ZoneId zone;
    private long keptSecond = Long.MIN_VALUE;
    private byte[] second = {};
    private byte[] offset = {};

    public ArrivalTime(ZoneId zone) {
        this.zone = zone;
    }

    /** Adds {@code 2026-05-06T22:12:00.000000+0100}. */
    void addMicros(Arrival message, Bytes out) {
        keep(message.seconds());
        out.add(second).add('.');
        int micros = message.nanos() / 1000;
        for (int digit = 100_000; digit > 0; digit /= 10) {
            out.addByte('0' + micros / digit % 10);
        }
        out.add(offset);
    }

    /** {@code 2026-05-06T22:12:00+0100}. */
    String text(Arrival message) {
        keep(message.seconds());
        return new String(second, StandardCharsets.US_ASCII) + new String(offset, StandardCharsets.US_ASCII);
    }

    ZonedDateTime zoned(Arrival message) {
        return ZonedDateTime.ofInstant(Instant.ofEpochSecond(message.seconds(), message.nanos()), zone);
    }

    private void keep(long wanted) {
        if (wanted != keptSecond) {
            ZonedDateTime time = Instant.ofEpochSecond(wanted).atZone(zone);
            second = SECOND.format(time).getBytes(StandardCharsets.US_ASCII);
            offset = OFFSET.format(time).getBytes(StandardCharsets.US_ASCII);
            keptSecond = wanted;
        }
    }
}

package org.kafkamqtt.mqtt.subscribe.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.mqtt.subscribe.Samples.arrival;
import static org.kafkamqtt.mqtt.subscribe.Samples.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneId;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.subscribe.Samples;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

class FormatTest {
    /** 2020-05-06, a Wednesday, 22:12:00.123456789 in Paris. */
    private static final Arrival MESSAGE = arrival("home/küche", bytes("21 °C"), 1, true, 17);

    private static String written(String format, Arrival message) {
        return Samples.written(Format.of(format, new ArrivalTime(ZoneId.of("Europe/Paris")), false), message);
    }

    private static String written(String format) {
        return written(format, MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%t, home/küche",
                "%p, 21 °C",
                "%t: %p, home/küche: 21 °C",
                "%q%r%m%l, 11176",
                "%x, 323120c2b043",
                "%X, 323120C2B043",
                "%.4:x, 3231:20c2:b043",
                "%.2:x, 32:31:20:c2:b0:43",
                "%.2-X, 32-31-20-C2-B0-43",
                "%.2x, 32 31 20 c2 b0 43",
                "%.1x, 3 2 3 1 2 0 c 2 b 0 4 3",
                "%.5x, 32312 0c2b0 43",
                "%.12x, 323120c2b043",
                "%.0x, 323120c2b043",
                "[%14x], [  323120c2b043]",
                "[%-14x], [323120c2b043  ]",
                "[%3x], [323120c2b043]",
                "[%20.2:X], [   32:31:20:C2:B0:43]",
                "[%-20.2:x], [32:31:20:c2:b0:43   ]",
                "[%7p], [  21 °C]",
                "[%-7p], [21 °C  ]",
                "[%3p], [21 °C]",
                "[%.4p], [21 °]",
                "[%2C], [  ]",
                "100%%, 100%",
                "[%12t], [  home/küche]",
                "[%-12t], [home/küche  ]",
                "[%.7t], [home/kü]",
                "[%9.4t], [     home]",
                "[%5m], [   17]",
                "[%05m], [00017]",
                "[%-5m], [17   ]",
                "[%A%C%D%E%F%P%R%S], []",
                "%I, 2020-05-06T23:12:00+0200",
                "%U, 1588799520.123456789",
                "@Y-@m-@d @H:@M:@S.@N, 2020-05-06 23:12:00.123456789",
                "@@ @a @A @b @B @e @j @u @w, @ Wed Wednesday May May  6 127 3 3",
                "@c, Wed May  6 23:12:00 2020",
                "@D @F @R @T @x @X, 05/06/20 2020-05-06 23:12 23:12:00 05/06/20 23:12:00",
                "@I @k @l @p @P @r, 11 23 11 PM pm 11:12:00 PM",
                "@C @g @G @s @U @V @W @y @z @Z @h, 20 20 2020 1588799520 18 19 18 20 +0200 CEST May"
            })
    void writes_what_the_tokens_stand_for(String format, String expected) {
        assertEquals(expected, written(format));
    }

    private static final Arrival WITH_PROPERTIES = arrival(
            "a/1",
            bytes("hello"),
            Properties.builder()
                    .number(Property.SUBSCRIPTION_IDENTIFIER, 7)
                    .number(Property.SUBSCRIPTION_IDENTIFIER, 9)
                    .user("k", "v")
                    .text(Property.CONTENT_TYPE, "text/plain")
                    .text(Property.RESPONSE_TOPIC, "r/t")
                    .bytes(Property.CORRELATION_DATA, bytes("abc"))
                    .number(Property.PAYLOAD_FORMAT, 1)
                    .number(Property.MESSAGE_EXPIRY, 300)
                    .user("k", "v2")
                    .user("a", "sp ace")
                    .build());

    /** What {@code mosquitto_sub -V 5} 2.0.11 writes of such a message and of one without properties. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%A|%5A|%-5A|%05A, |     |     |00000, |     |     |00000",
                "%C|%15C|%-15C|%.3C|%5.3C, text/plain|     text/plain|text/plain     |tex|  tex,"
                        + " |               |               ||     ",
                "%D|%12D|%.2D, abc|abc|abc, ||",
                "%E|%6E|%-6E|%06E, 300|   300|300   |000300, |      |      |000000",
                "%F|%3F|%03F|%-3F, 1|  1|001|1  , |   |000|   ",
                "%P|%30P, k:v k:v2 a:sp ace|k:v k:v2 a:sp ace, |",
                "%R|%8R|%-8R|%.2R, r/t|     r/t|r/t     |r/, |||",
                "%S|%3S|%03S|%-3S, 7|  7|007|7  , |   |000|   "
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void properties_are_written_as_mosquitto_writes_them(String format, String expected, String without) {
        assertEquals("[" + expected.substring(1) + "]", written("[" + format + "]", WITH_PROPERTIES));
        assertEquals("[" + without.substring(1) + "]", written("[" + format + "]", MESSAGE));
    }

    @Test
    void a_topic_alias_is_written_where_the_message_has_one() {
        Properties alias = Properties.builder().number(Property.TOPIC_ALIAS, 3).build();
        assertEquals("3|003", written("%A|%03A", arrival("a", bytes(""), alias)));
    }

    @Test
    void correlation_data_are_written_byte_for_byte() {
        byte[] data = {'a', 0, (byte) 0xff, 'b'};
        Bytes out = new Bytes();
        Format.of("%D", new ArrivalTime(ZoneId.of("UTC")), false)
                .write(
                        arrival(
                                "a",
                                bytes(""),
                                Properties.builder()
                                        .bytes(Property.CORRELATION_DATA, data)
                                        .build()),
                        out);
        assertArrayEquals(data, out.toArray());
    }

    @Test
    void a_payload_that_is_no_text_is_as_wide_as_its_bytes() {
        Bytes out = new Bytes();
        byte[] payload = {(byte) 0xff, 0};
        Format.of("%4p|%-4p|%.1p|%8x", new ArrivalTime(ZoneId.of("UTC")), false)
                .write(arrival("t", payload, 0, false, 0), out);
        byte[] expected = {
            ' ',
            ' ',
            (byte) 0xff,
            0,
            '|',
            (byte) 0xff,
            0,
            ' ',
            ' ',
            '|',
            (byte) 0xff,
            '|',
            ' ',
            ' ',
            ' ',
            ' ',
            'f',
            'f',
            '0',
            '0'
        };
        assertArrayEquals(expected, out.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH-u-nu-thai", "tr-TR", "fa-IR", "hi-IN-u-nu-deva", "de-DE"})
    void digits_and_names_are_never_those_of_the_locale(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertEquals(
                    "1588799520.123456789 2020-05-06T23:12:00+0200 17 00017 06 May Wed .123456789",
                    written("%U %I %m %05m @d @b @a .@N"));
            assertEquals("32:31:20:c2:b0:43", written("%.2:x"));
            assertEquals("1.50", written("%.2f", arrival("t", FLOAT, 0, false, 0)));
            assertTrue(written("%j").contains("\"tst\":\"2020-05-06T23:12:00.123456+0200\""), written("%j"));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static final byte[] FLOAT =
            ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putFloat(1.5f).array();

    @Test
    void escapes_stand_for_one_byte() {
        assertEquals("\\\0\u0007\u001b\n\r\t\u000b", written("\\\\\\0\\a\\e\\n\\r\\t\\v"));
        assertEquals("\n\t", written("@n@t"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%z, '%z' at character 1",
                "a %y b, '%y' at character 3",
                "%, '%' at character 1",
                "%-0, '%-0' at character 1",
                "%t %05, '%05' at character 4",
                "x\\q, '\\q' at character 2",
                "x\\, '\\' at character 2",
                "@, '@' at character 1",
                "@E, '@E' at character 1",
                "%99999t, width"
            })
    void an_unknown_token_is_a_usage_error_with_its_place(String format, String words) {
        Failure failure = assertThrows(Failure.class, () -> written(format));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }

    @Test
    void the_payload_of_a_token_is_binary_safe() {
        byte[] payload = {0, (byte) 0xff, '\n', (byte) 0x80};
        Bytes out = new Bytes();
        Format.of("%p", new ArrivalTime(ZoneId.of("UTC")), false).write(arrival("t", payload, 0, false, 0), out);
        assertArrayEquals(payload, out.toArray());
    }

    @Test
    void floating_numbers_are_read_in_the_order_of_this_machine() {
        byte[] single = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putFloat(1.5f)
                .array();
        byte[] twice = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putDouble(-2.5)
                .array();
        assertEquals("1.500000", written("%f", arrival("t", single, 0, false, 0)));
        assertEquals("-2.5", written("%.1d", arrival("t", twice, 0, false, 0)));
        assertEquals("", written("%d", arrival("t", single, 0, false, 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void any_text_is_a_format_or_a_usage_error(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String letters = "%@\\-0.:xXtpjJlmqrIUYdN09 ü😀";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder format = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                int at = random.nextInt(letters.codePointCount(0, letters.length()));
                format.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at)));
            }
            try {
                written(format.toString());
            } catch (Failure e) {
                assertEquals(ExitStatus.USAGE, e.status(), format.toString());
            }
        }
    }
}

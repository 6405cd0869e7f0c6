package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;

class SubscriptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            3.1.1 | 82 | 0001 'a/+' 00                        | ok
            3.1.1 | 82 | 0001 'a' 00 'b/#' 02                 | ok
            3.1.1 | 82 | 0001 '$share/g/#' 00                 | ok
            3.1.1 | 82 | 0001 'a' 03                          | 81
            3.1.1 | 82 | 0001 'a' 04                          | 81
            3.1.1 | 82 | 0001 'a' 80                          | 81
            3.1.1 | 82 | 0000 'a' 00                          | 81
            3.1.1 | 82 | 0001                                 | 81
            3.1.1 | 82 | 0001 'a'                             | 81
            3.1.1 | 82 | 0001 'a' 00 00                       | 81
            3.1.1 | 82 | 0001 '' 00                           | 81
            3.1.1 | 82 | 0001 'ab/+e' 00                      | 81
            3.1.1 | 82 | 0001 '#/a' 00                        | 81
            3.1.1 | 82 | 0001 0002 7401 00                    | 81
            3.1.1 | 80 | 0001 'a' 00                          | 81
            3.1.1 | 8a | 0001 'a' 00                          | 81
            3.1   | 8a | 0001 'a' 01                          | ok
            3.1   | 82 | 0001 'a' fd                          | ok
            3.1   | 82 | 0001 'a' 03                          | 81
            5     | 82 | 0001 00 'a' 2e                       | ok
            5     | 82 | 0001 00 'a' 30                       | 81
            5     | 82 | 0001 00 'a' 40                       | 81
            5     | 82 | 0001 00 'a' 03                       | 81
            5     | 82 | 0001 00 '$share/g/a' 02              | ok
            5     | 82 | 0001 00 '$share/g/a' 04              | 82
            5     | 82 | 0001 00 '$share/g' 00                | 81
            5     | 82 | 0001 00 '$share//a' 00               | 81
            5     | 82 | 0001 00 '$share/g/' 00               | 81
            5     | 82 | 0001 00 '$share/+/a' 00              | 81
            5     | 82 | 0001 00                              | 81
            5     | 82 | 0001 02 0b01 'a' 00                  | ok
            5     | 82 | 0001 05 0bffffff7f 'a' 00            | ok
            5     | 82 | 0001 02 0b00 'a' 00                  | 82
            5     | 82 | 0001 04 0b01 0b01 'a' 00             | 82
            5     | 82 | 0001 06 0b8080808001 'a' 00          | 81
            5     | 82 | 0001 02 2400 'a' 00                  | 81
            5     | 82 | 0001 02 7f00 'a' 00                  | 81
            5     | 8a | 0001 00 'a' 00                       | 81
            3.1.1 | a2 | 0001 'a' 'b'                         | ok
            3.1.1 | a2 | 0001                                 | 81
            3.1.1 | a2 | 0001 ''                              | 81
            3.1.1 | a2 | 0001 'a' 00                          | 81
            3.1.1 | a2 | 0000 'a'                             | 81
            3.1.1 | a2 | 0001 'a/#/b'                         | 81
            3.1.1 | a0 | 0001 'a'                             | 81
            3.1   | aa | 0001 'a'                             | ok
            5     | a2 | 0001 00 'a'                          | ok
            5     | a2 | 0001 00                              | 81
            5     | a2 | 0001 02 0b01 'a'                     | 81
            5     | a2 | 0000 00 'a'                          | 81
            5     | 90 | 0001 00 00                           | 82
            5     | 94 | 0001 00 00                           | 81
            5     | b0 | 0001 00 00                           | 82
            3.1.1 | 90 | 0001 00                              | 82
            """)
    void is_judged_from_a_client(String version, String first, String body, String verdict) {
        byte[] packet = Wire.packet(first, body);
        assertEquals(verdict, Wire.verdict(() -> Wire.read(Sender.CLIENT, version, packet)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            3.1   | 90 | 0001 01                              | ok
            3.1.1 | 90 | 0001 00 01 02 80                     | ok
            3.1.1 | 90 | 0001 03                              | 82
            3.1.1 | 90 | 0001 87                              | 81
            3.1.1 | 90 | 0001                                 | 81
            3.1.1 | 90 | 0000 00                              | 81
            3.1.1 | 91 | 0001 00                              | 81
            5     | 90 | 0001 00 00 02 9e a1 a2               | ok
            5     | 90 | 0001 00 11                           | 82
            5     | 90 | 0001 00 81                           | 82
            5     | 90 | 0001 00                              | 81
            5     | 90 | 0001 04 1f 'x' 80                    | ok
            5     | 90 | 0001 02 0b01 00                      | 82
            3.1.1 | b0 | 0001                                 | ok
            3.1.1 | b0 | 0001 00                              | 81
            3.1.1 | b0 | 0000                                 | 81
            5     | b0 | 0001 00 00 11 8f                     | ok
            5     | b0 | 0001 00                              | 81
            5     | b0 | 0001 00 02                           | 82
            5     | b0 | 0001                                 | 81
            5     | 82 | 0001 00 'a' 00                       | 82
            5     | a2 | 0001 00 'a'                          | 82
            """)
    void is_judged_from_a_server(String version, String first, String body, String verdict) {
        byte[] packet = Wire.packet(first, body);
        assertEquals(verdict, Wire.verdict(() -> Wire.read(Sender.SERVER, version, packet)));
    }

    @Test
    void holds_all_options_of_5() {
        Subscribe subscribe = (Subscribe) Wire.read(Sender.CLIENT, "5", Wire.packet("82", "0102 00 'a' 2e 'b' 11"));
        assertEquals(
                List.of(
                        new Subscribe.Request("a", Qos.EXACTLY_ONCE, true, true, 2),
                        new Subscribe.Request("b", Qos.AT_LEAST_ONCE, false, false, 1)),
                subscribe.requests());
    }

    @Test
    void is_refused_by_0x80_alone_before_5() {
        Suback suback = new Suback(
                1, Properties.NONE, List.of(ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED, ReasonCode.GRANTED_QOS_1));
        assertEquals("900400018001", Wire.written(suback, "3.1.1"));
        assertEquals("90050001009e01", Wire.written(suback, "5"));
    }

    @Test
    void ends_without_reasons_before_5() {
        Unsuback unsuback = new Unsuback(7, Properties.NONE, List.of(ReasonCode.NO_SUBSCRIPTION_EXISTED));
        assertEquals("b0020007", Wire.written(unsuback, "3.1.1"));
        assertEquals("b00400070011", Wire.written(unsuback, "5"));
    }
}

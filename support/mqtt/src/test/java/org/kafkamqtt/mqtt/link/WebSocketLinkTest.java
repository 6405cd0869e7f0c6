package org.kafkamqtt.mqtt.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.link.BrokerAddress.Transport;

class WebSocketLinkTest {
    private static final BrokerAddress BROKER = new BrokerAddress(Transport.WS, "host", 9001, "/mqtt");

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** A server that answers the request it has got by then, and goes on with these frames. */
    private final class Server extends InputStream {
        private final String status;
        private final byte[] frames;
        private InputStream in = InputStream.nullInputStream();
        private boolean answered;

        Server(String status, byte[] frames) {
            this.status = status;
            this.frames = frames;
        }

        private void answer() {
            if (!answered) {
                answered = true;
                Matcher key = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(request());
                String accept = key.find() ? WebSocketLink.accepted(key.group(1)) : "";
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.writeBytes(("HTTP/1.1 " + status + "\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                all.writeBytes(frames);
                in = new ByteArrayInputStream(all.toByteArray());
            }
        }

        @Override
        public int read() throws IOException {
            answer();
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            answer();
            return in.read(target, offset, length);
        }
    }

    private String request() {
        return sent.toString(StandardCharsets.ISO_8859_1);
    }

    private Link open(byte[] frames) throws IOException {
        Link link = WebSocketLink.over(
                new Link(new Server("101 Switching Protocols", frames), sent, () -> {}), BROKER, List.of());
        sent.reset();
        return link;
    }

    private Link open(String hex) throws IOException {
        return open(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** The frame that was sent, without its mask. */
    private byte[] unmasked() {
        byte[] frame = sent.toByteArray();
        int length = frame[1] & 0x7f;
        int at = length < 126 ? 2 : length == 126 ? 4 : 10;
        byte[] content = Arrays.copyOfRange(frame, at + 4, frame.length);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= frame[at + (i & 3)];
        }
        return content;
    }

    @Test
    void asks_for_mqtt_with_the_port_if_it_is_unusual_and_with_headers_of_the_users_own() throws IOException {
        Link network = new Link(new Server("101 Switching Protocols", new byte[0]), sent, () -> {});
        WebSocketLink.over(network, BROKER, List.of(Map.entry("Authorization", "Bearer x")));
        assertTrue(request().startsWith("GET /mqtt HTTP/1.1\r\nHost: host:9001\r\n"), request());
        assertTrue(request().contains("Sec-WebSocket-Protocol: mqtt\r\n"), request());
        assertTrue(request().endsWith("Authorization: Bearer x\r\n\r\n"), request());
    }

    @Test
    void an_answer_that_is_no_websocket_is_shown() {
        Link network = new Link(new Server("404 Not Found", new byte[0]), sent, () -> {});
        IOException failure = assertThrows(IOException.class, () -> WebSocketLink.over(network, BROKER, List.of()));
        assertEquals("no WebSocket there: the answer is 'HTTP/1.1 404 Not Found'", failure.getMessage());
    }

    @Test
    void an_answer_to_another_question_is_refused() {
        String answer = "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: abc\r\n\r\n";
        InputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII));
        IOException failure = assertThrows(
                IOException.class, () -> WebSocketLink.over(new Link(in, sent, () -> {}), BROKER, List.of()));
        assertEquals("no WebSocket there: the answer does not match the request", failure.getMessage());
    }

    /** Section 1.3 of RFC 6455. */
    @Test
    void the_answer_to_a_key_is_that_of_the_standard() {
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketLink.accepted("dGhlIHNhbXBsZSBub25jZQ=="));
    }

    @Test
    void fragments_and_messages_are_one_stream_of_bytes() throws IOException {
        Link link = open("02 02 0102  00 01 03  80 00  82 01 04");
        assertArrayEquals(new byte[] {1, 2, 3, 4}, link.in().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void what_is_written_is_one_masked_frame_of_any_length(int size) throws IOException {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        open("").out().write(bytes, 0, size);
        byte[] frame = sent.toByteArray();
        assertEquals((byte) 0x82, frame[0]);
        assertTrue((frame[1] & 0x80) != 0, "it is masked");
        assertArrayEquals(bytes, unmasked());
    }

    @ParameterizedTest
    @CsvSource({"126, 827e007e", "65536, 827f0000000000010000"})
    void lengths_of_more_than_a_byte_are_understood(int size, String head) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(HexFormat.of().parseHex(head));
        frame.writeBytes(new byte[size]);
        assertEquals(size, open(frame.toByteArray()).in().readAllBytes().length);
    }

    @Test
    void a_ping_is_answered_with_its_content_in_the_middle_of_a_message() throws IOException {
        Link link = open("02 01 01  89 02 6869  80 01 02");
        assertArrayEquals(new byte[] {1, 2}, link.in().readNBytes(2));
        assertEquals((byte) 0x8a, sent.toByteArray()[0]);
        assertEquals("hi", new String(unmasked(), StandardCharsets.US_ASCII));
    }

    @Test
    void a_normal_close_is_answered_and_is_the_end_of_the_stream() throws IOException {
        assertEquals(-1, open("88 02 03e8").in().read());
        assertArrayEquals(new byte[] {3, (byte) 0xe8}, unmasked());
    }

    @Test
    void a_close_for_a_reason_is_a_failure_that_names_it() throws IOException {
        Link link = open("88 02 03f0");
        IOException failure = assertThrows(IOException.class, () -> link.in().read());
        assertEquals("the broker closed the WebSocket with code 1008", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "c2 00, the broker sent a WebSocket frame that is not allowed",
        "82 81, the broker sent a WebSocket frame that is not allowed",
        "83 00, the broker sent a WebSocket frame of unknown kind",
        "89 7e 007e, the broker sent a WebSocket control frame that is too long",
        "82 02 01, the WebSocket broke off inside a frame"
    })
    void what_is_no_websocket_any_more_is_named(String hex, String words) throws IOException {
        Link link = open(hex);
        IOException failure = assertThrows(IOException.class, () -> link.in().readAllBytes());
        assertEquals(words, failure.getMessage());
    }

    @Test
    void a_connection_that_ends_between_frames_is_the_end_and_within_a_head_a_failure() throws IOException {
        assertEquals(-1, open("").in().read());
        Link torn = open("82");
        assertThrows(EOFException.class, () -> torn.in().read());
    }
}

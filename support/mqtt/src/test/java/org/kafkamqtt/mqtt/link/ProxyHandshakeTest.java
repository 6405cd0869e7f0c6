package org.kafkamqtt.mqtt.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.link.BrokerAddress.Transport;
import org.kafkamqtt.mqtt.link.ProxyAddress.Kind;

class ProxyHandshakeTest {
    private static final BrokerAddress BROKER = new BrokerAddress(Transport.TCP, "br", 1883, "");

    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();

    /** A socket to somebody who answers with these bytes whatever is asked. */
    private final class Answering extends Socket {
        private final InputStream answer;

        Answering(byte[] answer) {
            this.answer = new ByteArrayInputStream(answer);
        }

        @Override
        public InputStream getInputStream() {
            return answer;
        }

        @Override
        public OutputStream getOutputStream() {
            return asked;
        }
    }

    private static ProxyAddress proxy(Kind kind, String user) {
        Optional<String> name = Optional.of(user).filter(u -> !u.isEmpty());
        return new ProxyAddress(kind, "proxy", 1080, name, name.map(u -> "pw"));
    }

    private void through(ProxyAddress proxy, BrokerAddress broker, String hex) throws IOException {
        try (Socket socket = new Answering(HexFormat.of().parseHex(hex.replace(" ", "")))) {
            ProxyHandshake.through(socket, proxy, broker);
        }
    }

    private void http(ProxyAddress proxy, BrokerAddress broker, String answer) throws IOException {
        try (Socket socket = new Answering(answer.getBytes(StandardCharsets.US_ASCII))) {
            ProxyHandshake.through(socket, proxy, broker);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOCKS5H, '', 05 00 05 00 00 01 00000000 0000, 050100 050100 03 02 6272 075b",
        "SOCKS5H, me, 05 00 05 00 00 03 01 78 0000, 05020002 050100 03 02 6272 075b",
        "SOCKS5H, me, 05 02 01 00 05 00 00 01 00000000 0000, 05020002 01 02 6d65 02 7077 050100 03 02 6272 075b"
    })
    void a_socks_proxy_is_asked_for_the_name_with_the_login_that_it_wants(
            Kind kind, String user, String answer, String request) throws IOException {
        through(proxy(kind, user), BROKER, answer);
        assertEquals(request.replace(" ", ""), HexFormat.of().formatHex(asked.toByteArray()));
    }

    @Test
    void a_proxy_that_is_given_an_address_gets_it_as_one() throws IOException {
        BrokerAddress numeric = new BrokerAddress(Transport.TCP, "::1", 1883, "");
        through(proxy(Kind.SOCKS5, ""), numeric, "05 00 05 00 00 04 00000000000000000000000000000000 0000");
        assertEquals(
                "050100" + "050100" + "04" + "00000000000000000000000000000001" + "075b",
                HexFormat.of().formatHex(asked.toByteArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "04 00, proxy:1080 is not a SOCKS 5 proxy",
        "05 ff, the proxy proxy:1080 requires a user name and password",
        "05 02 01 01, the proxy proxy:1080 refused the user name or password",
        "05 00 05 05, the proxy proxy:1080 answered: connection refused",
        "05 00 05 63, the proxy proxy:1080 answered: error 99"
    })
    void what_a_socks_proxy_does_not_do_is_said(String answer, String words) {
        IOException failure = assertThrows(IOException.class, () -> through(proxy(Kind.SOCKS5H, "me"), BROKER, answer));
        assertEquals(words, failure.getMessage());
    }

    @Test
    void a_name_that_socks_cannot_carry_is_refused() {
        BrokerAddress broker = new BrokerAddress(Transport.TCP, "x".repeat(256), 1883, "");
        IOException failure = assertThrows(IOException.class, () -> through(proxy(Kind.SOCKS5H, ""), broker, "05 00"));
        assertEquals("SOCKS 5 names have at most 255 bytes", failure.getMessage());
    }

    @Test
    void an_http_proxy_is_asked_to_connect_with_the_login_if_there_is_one() throws IOException {
        BrokerAddress numeric = new BrokerAddress(Transport.TCP, "::1", 1883, "");
        http(proxy(Kind.HTTP, "me"), numeric, "HTTP/1.1 200 Connection established\r\n\r\n");
        assertEquals(
                "CONNECT [::1]:1883 HTTP/1.1\r\nHost: [::1]:1883\r\nProxy-Authorization: Basic bWU6cHc=\r\n\r\n",
                asked.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void what_an_http_proxy_answers_instead_is_shown() {
        IOException failure =
                assertThrows(IOException.class, () -> http(proxy(Kind.HTTP, ""), BROKER, "HTTP/1.1 407 Login\r\n\r\n"));
        assertEquals("the proxy proxy:1080 answered: HTTP/1.1 407 Login", failure.getMessage());
    }

    @Test
    void a_proxy_that_hangs_up_or_never_ends_its_answer_is_a_failure() {
        assertEquals(
                "closed before the end of the HTTP answer",
                assertThrows(IOException.class, () -> http(proxy(Kind.HTTP, ""), BROKER, "HTTP/1.1 200"))
                        .getMessage());
        assertEquals(
                "the HTTP answer is too long",
                assertThrows(IOException.class, () -> http(proxy(Kind.HTTP, ""), BROKER, "x".repeat(70_000)))
                        .getMessage());
    }
}

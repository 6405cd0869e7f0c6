package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;
import org.kafkamqtt.sandbox.trial.Mosquitto;
import org.kafkamqtt.sandbox.trial.WebSocketGate;

/** Every way to a broker that works: sockets, proxies, WebSockets, and TLS with all kinds of files. */
class MqttConnectionJarIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Pki pki;

    private static final int TLS = FreePorts.next();
    private static final int MUTUAL = FreePorts.next();
    private static final int WEBSOCKET = FreePorts.next();
    private static final int SECURE_WEBSOCKET = FreePorts.next();
    private static final int GUARDED = FreePorts.next();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Mosquitto.installed() && Child.installed("openssl"), "mosquitto or openssl is not installed");
        pki = Pki.in(folder);
        Path passwords = folder.resolve("passwords");
        try (Child made =
                Child.program(List.of("mosquitto_passwd", "-b", "-c", passwords.toString(), "me", "p@ss: w%rd"))) {
            assertEquals(0, made.ended(10).status());
        }
        Files.writeString(folder.resolve("user-password"), "p@ss: w%rd\n");
        String[] certificate = {
            "allow_anonymous true", "certfile " + pki.file("server.pem"), "keyfile " + pki.file("server.key")
        };
        broker = Mosquitto.start(
                folder,
                Stream.of(
                                new String[] {"allow_anonymous true", "per_listener_settings true"},
                                new String[] {"listener " + TLS + " 127.0.0.1"},
                                certificate,
                                new String[] {
                                    "listener " + MUTUAL + " 127.0.0.1",
                                    "require_certificate true",
                                    "cafile " + pki.file("ca.pem")
                                },
                                certificate,
                                new String[] {
                                    "listener " + WEBSOCKET + " 127.0.0.1",
                                    "protocol websockets",
                                    "allow_anonymous true"
                                },
                                new String[] {"listener " + SECURE_WEBSOCKET + " 127.0.0.1", "protocol websockets"},
                                certificate,
                                new String[] {"listener " + GUARDED + " 127.0.0.1", "password_file " + passwords},
                                new String[] {"listener 0 " + folder.resolve("socket"), "allow_anonymous true"})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** Leaves a retained message with one tool and reads it with the other, over this connection; returns what was said. */
    private static String works(String... connection) {
        try (Child publish =
                Child.jar("mqtt-publish", "mqtt-publish", with(connection, "-t", "w", "-m", "x", "-q", "1", "-r"))) {
            Child.Ended ended = publish.endInput().ended(20);
            assertEquals(0, ended.status(), ended.err());
        }
        try (Child subscribe =
                Child.jar("mqtt-subscribe", "mqtt-subscribe", with(connection, "-t", "w", "-C", "1", "-W", "10"))) {
            Child.Ended ended = subscribe.ended(20);
            assertEquals(0, ended.status(), ended.err());
            assertEquals("x\n", ended.out());
            return ended.err();
        }
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] words(String line) {
        return line.replace("TLS_PORT", Integer.toString(TLS))
                .replace("MUTUAL_PORT", Integer.toString(MUTUAL))
                .replace("WSS_PORT", Integer.toString(SECURE_WEBSOCKET))
                .replace("WS_PORT", Integer.toString(WEBSOCKET))
                .replace("FOLDER", folder.toString())
                .split(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--unix FOLDER/socket",
                "-L unix:FOLDER/socket",
                "-p WS_PORT --ws",
                "-L ws://localhost:WS_PORT/mqtt",
                "-p WSS_PORT --ws --cafile FOLDER/ca.pem",
                "-L wss://localhost:WSS_PORT --cafile FOLDER/ca.pem",
                "-p TLS_PORT --cafile FOLDER/ca.pem",
                "-L mqtts://localhost:TLS_PORT --cafile FOLDER/ca.pem",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client.key",
            })
    void gets_through(String connection) {
        assertEquals("", works(words(connection)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p TLS_PORT --cafile FOLDER/ca.pem --tls-version tlsv1.2",
                "-p TLS_PORT --cafile FOLDER/ca.pem --tls-version tlsv1.3",
                "-p TLS_PORT --cafile FOLDER/ca.pem --tls-version tlsv1.2 --ciphers TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "-p TLS_PORT --cafile FOLDER/trust.p12 --ca-pw-file FOLDER/password",
                "-p TLS_PORT --cafile FOLDER/trust.jks --ca-pw-file FOLDER/password",
                "-p TLS_PORT --capath FOLDER/trusted",
                "-p TLS_PORT -h 127.0.0.1 --insecure",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client-sec1.key",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/rsa.pem --key FOLDER/rsa.key",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/rsa.pem --key FOLDER/rsa-pkcs1.key",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client-pbes2.key --key-pw-file FOLDER/password",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client-pbes1.key --key-pw-file FOLDER/password",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client-des3.key --key-pw-file FOLDER/password",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client-sec1-aes.key --key-pw-file FOLDER/password",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client.der",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/ed25519.pem --key FOLDER/ed25519.key",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client-both.pem",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.p12 --key-pw-file FOLDER/password",
                "-p MUTUAL_PORT --cafile FOLDER/ca.pem --cert FOLDER/client.jks --key-pw-file FOLDER/password",
            })
    void reads_keys_and_certificates_of_every_form(String connection) {
        try (Child publish = Child.jar(
                "mqtt-publish", "mqtt-publish", with(words(connection), "-t", "keys", "-m", "x", "-q", "1"))) {
            assertEquals(new Child.Ended(0, "", ""), publish.ended(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "socks5h", "http"})
    void gets_through_a_proxy(String scheme) throws Exception {
        String port = Integer.toString(broker.port());
        try (TestProxy proxy = TestProxy.open();
                TestProxy guarded = TestProxy.guarded("user:pa ss")) {
            assertEquals("", works("-p", port, "--proxy", scheme + "://localhost:" + proxy.port()));
            String host = scheme.equals("socks5") ? "127.0.0.1" : "localhost";
            assertEquals(List.of(host + ":" + port, host + ":" + port), proxy.asked());
            assertEquals("", works("-p", port, "--proxy", scheme + "://user:pa%20ss@localhost:" + guarded.port()));
            assertEquals(
                    "",
                    works(with(
                            words("-p WSS_PORT --ws --cafile FOLDER/ca.pem"),
                            "--proxy",
                            scheme + "://localhost:" + proxy.port())));
            for (String login : List.of("", "user:wrong@")) {
                try (Child refused = Child.jar(
                        "mqtt-publish",
                        "mqtt-publish",
                        "-p",
                        port,
                        "--proxy",
                        scheme + "://" + login + "localhost:" + guarded.port(),
                        "-t",
                        "w",
                        "-n")) {
                    Child.Ended ended = refused.ended(20);
                    assertEquals(4, ended.status(), ended.err());
                    assertTrue(ended.err().contains("the proxy localhost:" + guarded.port()), ended.err());
                    assertTrue(!ended.err().contains("wrong"), ended.err());
                }
            }
        }
    }

    @Test
    void says_what_a_websocket_wants_to_hear() throws Exception {
        try (WebSocketGate gate = new WebSocketGate(broker.port());
                TestProxy proxy = TestProxy.open()) {
            works(
                    "-L",
                    "ws://my_broker:" + gate.port() + "/gate",
                    "--proxy",
                    "socks5h://localhost:" + proxy.port(),
                    "--ws-header",
                    "Authorization: Bearer abc",
                    "--ws-header",
                    "X-Tenant:7");
            List<String> head = gate.lastHead().lines().toList();
            assertEquals("GET /gate HTTP/1.1", head.get(0));
            assertTrue(
                    head.containsAll(List.of(
                            "Host: my_broker:" + gate.port(),
                            "Sec-WebSocket-Protocol: mqtt",
                            "Authorization: Bearer abc",
                            "X-Tenant: 7")),
                    gate.lastHead());
        }
    }

    @Test
    void asks_for_the_host_and_the_protocol_within_tls() throws Exception {
        try (TlsGate gate = TlsGate.before(broker.port(), Path.of(pki.file("server.p12")))) {
            String port = Integer.toString(gate.port());
            works("-p", port, "--cafile", pki.file("ca.pem"), "--tls-alpn", "x-amzn-mqtt-ca", "--tls-alpn", "mqtt");
            assertEquals(List.of("localhost", "localhost"), gate.serverNames());
            assertEquals(List.of("mqtt", "mqtt"), gate.protocols());
        }
    }

    @Test
    void believes_what_java_and_the_system_believe() throws Exception {
        // The system's own bundle is left alone; Java's property names another one, as it does for every program.
        String options = "export JAVA_TOOL_OPTIONS='-Djavax.net.ssl.trustStore=" + pki.file("trust.p12")
                + " -Djavax.net.ssl.trustStorePassword=" + Pki.PASSWORD + "'; ";
        String connection = " -t w -p " + TLS + " --tls-use-os-certs ";
        for (String line : List.of("mqtt-publish" + connection + "-m x -q 1", "mqtt-subscribe" + connection + "-E")) {
            Child.Ended ended = Jars.run(options + line);
            assertEquals(0, ended.status(), ended.err());
        }
    }

    @Test
    void takes_the_password_from_wherever_it_is_safe() {
        String broker = " -p " + GUARDED + " -u me -t w -q 1 ";
        String file = folder.resolve("user-password").toString();
        for (String line : List.of(
                "mqtt-publish" + broker + "-m x --pw-file '" + file + "'",
                "mqtt-subscribe" + broker + "-E --pw-file '" + file + "'",
                "export MQTT_PASSWORD='p@ss: w%rd'; mqtt-publish" + broker + "-m x",
                "export MQTT_PASSWORD='p@ss: w%rd' MQTT_USERNAME=me; mqtt-subscribe -p " + GUARDED + " -t w -E",
                "mqtt-publish -L 'mqtt://me:p%40ss%3A%20w%25rd@localhost:" + GUARDED + "/w' -m x",
                "mqtt-subscribe -L 'mqtt://me:p%40ss%3A%20w%25rd@localhost:" + GUARDED + "/w' -E")) {
            Child.Ended ended = Jars.run(line);
            assertEquals(new Child.Ended(0, "", ""), ended, line);
        }
    }

    @Test
    void shows_each_packet_in_mosquittos_words() {
        String said = works("-p", Integer.toString(broker.port()), "-d", "-i", "me", "-k", "30");
        assertEquals(
                """
                Client me sending CONNECT
                Client me received CONNACK (0)
                Client me sending SUBSCRIBE (Mid: 1, Topic: w, QoS: 0, Options: 0x00)
                Client me received SUBACK
                Subscribed (mid: 1): 0
                Client me received PUBLISH (d0, q0, r1, m0, 'w', ... (1 bytes))
                Client me sending DISCONNECT
                """,
                said);
    }
}

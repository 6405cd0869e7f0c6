package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** The packaged jar as a user starts it: statuses, signals, what is said. */
class PublishJarIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private Child.Ended ended = new Child.Ended(-1, "", "");

    private static Child start(String... arguments) {
        return Child.jar("mqtt-publish", "mqtt-publish", arguments);
    }

    private int status(Child child) {
        try (child) {
            ended = child.ended(15);
            return ended.status();
        }
    }

    private String err() {
        return ended.err();
    }

    @ParameterizedTest
    @CsvSource({
        "-h no.such.host.invalid -t a -m b, 4, unknown host",
        "-p 1 -t a -m b, 4, connection refused",
        "--bogus, 2, unknown option",
        "-t a, 2, no message",
        "-t a/# -m b, 2, must not contain",
        "-x 5 -t a -m b, 2, -x needs MQTT 5: give -V 5",
        "-t a -f /no/such/file, 7, no such file",
        "--cafile /no/such/file -t a -m b, 2, cannot read",
        "-t a -m b --client-id x, 2, -i ID",
    })
    void says_in_one_line_and_a_status_what_is_wrong(String line, int status, String words) throws Exception {
        assertEquals(status, status(start(line.split(" "))));
        assertTrue(err().contains(words), err());
        assertEquals(1, err().lines().count(), err());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void ends_cleanly_after_a_signal(String signal, int status) throws Exception {
        assumeTrue(Mosquitto.installed(), "mosquitto is installed");
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true");
                Subscriber subscriber = new Subscriber(broker.port(), "sig", Qos.AT_LEAST_ONCE)) {
            Child child = start("-p", Integer.toString(broker.port()), "-t", "sig", "-q", "1", "-l");
            child.type("one\n");
            assertEquals(List.of("one"), subscriber.texts(1));
            child.signal(signal);
            assertEquals(status, status(child));
            assertTrue(err().contains("1 read, 1 sent, 1 acknowledged"), err());
        }
    }

    @Test
    void refused_credentials_are_status_5() throws Exception {
        assumeTrue(Mosquitto.installed(), "mosquitto is installed");
        Path passwords = folder.resolve("passwords");
        Process made = new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "me", "right").start();
        assertEquals(0, made.waitFor());
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous false", "password_file " + passwords)) {
            String port = Integer.toString(broker.port());
            assertEquals(5, status(start("-p", port, "-t", "a", "-m", "b", "-u", "me", "-P", "wrong")));
            assertTrue(err().contains("not authorised (user 'me')"), err());
            assertEquals(5, status(start("-p", port, "-t", "a", "-m", "b")));
            assertEquals(0, status(start("-p", port, "-t", "a", "-m", "b", "-u", "me", "-P", "right")));
        }
    }

    @Test
    void tls_works_with_client_certificates_and_fails_with_status_8() throws Exception {
        assumeTrue(
                Mosquitto.installed() && Files.isExecutable(Path.of("/usr/bin/openssl")),
                "mosquitto and openssl are installed");
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl").toFile())
                .start();
        assertEquals(0, made.waitFor(), () -> "openssl");
        String[] tls = {"certfile " + certificate, "keyfile " + key, "require_certificate true", "cafile " + certificate
        };
        try (Mosquitto broker = Mosquitto.start(folder, concat(tls, "allow_anonymous true"));
                Mosquitto plain = Mosquitto.start(folder, "allow_anonymous true")) {
            String port = Integer.toString(broker.port());
            String ca = certificate.toString();
            assertEquals(8, status(start("-p", port, "--tls-use-os-certs", "-t", "a", "-m", "b")));
            assertTrue(err().contains("not signed by a trusted authority"), err());
            assertEquals(
                    0,
                    status(start(
                            "-p",
                            port,
                            "--cafile",
                            ca,
                            "--cert",
                            ca,
                            "--key",
                            key.toString(),
                            "-t",
                            "a",
                            "-m",
                            "b",
                            "-q",
                            "1")),
                    this::err);
            assertEquals(
                    0,
                    status(start(
                            "-p",
                            port,
                            "--insecure",
                            "--cert",
                            ca,
                            "--key",
                            key.toString(),
                            "-t",
                            "a",
                            "-m",
                            "b",
                            "-q",
                            "1")),
                    this::err);
            assertEquals(4, status(start("-p", port, "-t", "a", "-m", "b")), "plain to the TLS port");
            assertEquals(8, status(start("-p", Integer.toString(plain.port()), "--cafile", ca, "-t", "a", "-m", "b")));
        }
    }

    private static String[] concat(String[] lines, String last) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add(last);
        return all.toArray(String[]::new);
    }
}

package org.kafkamqtt.console.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertificateExpiredException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTroubleTest {
    private static final TlsTrouble STRANGER = new TlsTrouble("--ca", "--insecure", Optional.empty());
    private static final TlsTrouble SOMEBODY = TlsTrouble.ofSomeClient("--ca", "--insecure");
    private static final TlsTrouble KNOWN = of(Instant.MAX);
    private static final TlsTrouble EXPIRED = of(Instant.EPOCH);
    private static final String IT_EXPIRED =
            "the broker does not accept the client certificate of --cert c.pem: it expired on 1970-01-01 00:00 UTC";

    private static TlsTrouble of(Instant until) {
        return new TlsTrouble(
                "--ca", "--insecure", Optional.of(new OwnCertificate("--cert c.pem", Instant.MIN, until)));
    }

    private static SSLException alert(String name) {
        return new SSLHandshakeException("Received fatal alert: " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad_certificate",
                "certificate_unknown",
                "certificate_expired",
                "unknown_ca",
                "decrypt_error",
                "access_denied",
                "certificate_required",
                "certificate_revoked",
                "unsupported_certificate",
                "insufficient_security",
                "handshake_failure"
            })
    void an_alert_about_a_certificate_depends_on_the_one_that_was_shown(String alert) {
        assertEquals(IT_EXPIRED, EXPIRED.words(alert(alert)));
        assertFalse(KNOWN.words(alert(alert)).contains("give one"), alert);
        assertFalse(STRANGER.words(alert(alert)).contains("accept"), alert);
        assertEquals(true, STRANGER.words(alert(alert)).contains("a client certificate"), alert);
        assertEquals(true, STRANGER.words(alert(alert)).contains("--cert and --key"), alert);
        assertFalse(SOMEBODY.words(alert(alert)).contains("give one"), alert);
        assertEquals(true, SOMEBODY.words(alert(alert)).contains("a client certificate that it accepts"), alert);
    }

    /** Java shows none at all if none is of the kind and the authorities that the broker asks for. */
    @Test
    void one_that_does_not_suit_the_brokers_request_is_named_and_not_asked_for_again() {
        assertEquals(
                "the broker does not accept the client certificate of --cert c.pem (certificate_required); is it of a"
                        + " kind and an authority that the broker asks for?",
                KNOWN.words(alert("certificate_required")));
        assertEquals(
                "the broker does not accept the client certificate of --cert c.pem (unknown_ca); is it signed by an"
                        + " authority that the broker trusts?",
                KNOWN.words(alert("unknown_ca")));
        assertEquals(
                "the broker requires a client certificate; give one with --cert and --key",
                STRANGER.words(alert("certificate_required")));
        assertEquals(
                "the broker requires a client certificate that it accepts; check --cert and --key",
                SOMEBODY.words(alert("certificate_required")));
    }

    @Test
    void a_connection_that_ends_without_a_word_may_be_about_the_certificate() {
        for (Exception end : new Exception[] {
            new SSLHandshakeException("Remote host terminated the handshake"),
            new SSLException("no reason", new EOFException()),
            new SSLException("no reason", new SocketException("Connection reset")),
            new SSLException("no reason", new SocketException("Broken pipe"))
        }) {
            assertEquals(IT_EXPIRED, EXPIRED.words(end));
            assertEquals(
                    "the other side broke off the handshake; is this the plain port, or does it want a client"
                            + " certificate (--cert and --key)?",
                    STRANGER.words(end));
        }
        assertEquals(IT_EXPIRED, EXPIRED.hungUp());
        assertEquals(
                "the broker hung up after the handshake; does it not accept the client certificate of --cert c.pem?",
                KNOWN.hungUp());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unsupported or unrecognized SSL message | the other side does not speak TLS; is this the plain port?",
                "Received fatal alert: protocol_version | the broker speaks only other versions of TLS (protocol_version)",
                "Received fatal alert: internal_error | the broker refuses the handshake (internal_error)",
                "No subject alternative DNS name matching h found. | the broker's certificate is for another host: no"
                        + " subject alternative DNS name matching h found. (see --insecure)",
                "PKIX path building failed: x.y.SunCertPathBuilderException: unable to find valid certification path to"
                        + " requested target | the broker's certificate is not signed by a trusted authority; name it"
                        + " with --ca",
                "Something new | something new",
            })
    void what_java_says_is_said_in_other_words(String java, String words) {
        assertEquals(words, STRANGER.words(new IllegalStateException(new SSLHandshakeException(java))));
    }

    @Test
    void the_brokers_certificate_has_dates_too() {
        assertEquals(
                "the broker's certificate has expired (NotAfter: then)",
                KNOWN.words(new SSLHandshakeException("PKIX path validation failed")
                        .initCause(new CertificateExpiredException("NotAfter: then"))));
    }
}

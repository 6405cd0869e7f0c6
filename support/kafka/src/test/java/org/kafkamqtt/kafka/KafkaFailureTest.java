package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class KafkaFailureTest {
    private static ExitStatus status(Throwable thrown) {
        return KafkaFailure.explain(thrown, "h:1").status();
    }

    @Test
    void each_kind_of_trouble_has_its_status() {
        assertEquals(ExitStatus.UNAUTHORISED, status(new SaslAuthenticationException("no")));
        assertEquals(ExitStatus.UNAUTHORISED, status(new KafkaException(new TopicAuthorizationException("t"))));
        assertEquals(ExitStatus.TLS, status(new SslAuthenticationException("no", new Exception("why"))));
        assertEquals(ExitStatus.NOT_FOUND, status(new ExecutionException(new UnknownTopicOrPartitionException("t"))));
        assertEquals(ExitStatus.UNREACHABLE, status(new TimeoutException("t")));
        assertEquals(ExitStatus.USAGE, status(new ConfigException("Invalid value x")));
        assertEquals(
                ExitStatus.UNREACHABLE,
                status(new KafkaException("Failed", new ConfigException("No resolvable bootstrap urls given in b"))));
        assertEquals(ExitStatus.FAILED, status(new KafkaException(new ProducerFencedException("f"))));
        assertEquals(ExitStatus.FAILED, status(new IllegalStateException("x")));
    }

    @Test
    void our_own_failures_travel_unchanged() {
        Failure failure = Failure.usage("mine");
        assertEquals(failure, KafkaFailure.explain(new RuntimeException(failure), "h:1"));
    }

    private static String words(Throwable thrown) {
        return KafkaFailure.explain(thrown, "h:1").sentence();
    }

    @Test
    void a_login_that_does_not_suit_the_listener_is_told_from_a_wrong_password() {
        assertEquals(
                "h:1 does not ask for a login: its listener has no SASL; leave out --username and --sasl-mechanism",
                words(new ExecutionException(new IllegalSaslStateException(
                        "Unexpected handshake request with client mechanism PLAIN, enabled mechanisms are []"))));
        assertEquals(
                "h:1 does not accept --sasl-mechanism PLAIN; it accepts SCRAM-SHA-256, SCRAM-SHA-512",
                words(new UnsupportedSaslMechanismException("Client SASL mechanism 'PLAIN' not enabled in the server,"
                        + " enabled mechanisms are [SCRAM-SHA-256, SCRAM-SHA-512]")));
        assertTrue(
                words(new SaslAuthenticationException("Authentication failed")).contains("check --username"));
    }

    @Test
    void what_java_says_of_tls_becomes_a_sentence() {
        assertEquals(
                "TLS with h:1 failed: the broker's certificate is not signed by a trusted authority; name it with --ca",
                words(new SslAuthenticationException(
                        "SSL handshake failed",
                        new SSLHandshakeException("PKIX path building failed:"
                                + " sun.security.provider.certpath.SunCertPathBuilderException:"
                                + " unable to find valid certification path to requested target"))));
    }

    @Test
    void a_broker_that_rejects_the_clients_certificate_does_not_ask_for_the_one_it_was_given() {
        assertEquals(
                "TLS with h:1 failed: the broker requires a client certificate that it accepts; check --cert and --key",
                words(new SslAuthenticationException(
                        "SSL handshake failed", new SSLHandshakeException("Received fatal alert: bad_certificate"))));
    }

    @Test
    void a_transaction_that_ran_out_of_time_is_the_brokers_silence() {
        Failure failure = KafkaFailure.explain(
                new KafkaException("The client hasn't received acknowledgment for some previously sent messages and can"
                        + " no longer retry them. It is safe to abort the transaction and continue."),
                "h:1");
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertEquals(
                "the broker at h:1 did not acknowledge in time (delivery.timeout.ms): the transaction is aborted",
                failure.sentence());
    }

    @Test
    void a_cluster_that_hides_behind_its_addresses_is_asked_about_them() {
        assertEquals(
                "no answer from h:1; do its brokers answer at the addresses that they advertise?",
                words(new TimeoutException("Timed out waiting for a node assignment. Call: listNodes")));
    }
}

package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

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
}

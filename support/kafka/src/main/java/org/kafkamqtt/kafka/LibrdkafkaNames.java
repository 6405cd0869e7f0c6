package org.kafkamqtt.kafka;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** Properties as librdkafka and kcat name them, with their equivalents here. */
final class LibrdkafkaNames {
    private static final String ALWAYS = "not needed, since this client always does it";
    private static final String NOTHING = "not available, since this client has no such setting";

    private static final Map<String, String> HERE = Map.ofEntries(
            entry("metadata.broker.list", "-b"),
            entry("bootstrap.server", "-b"),
            entry("debug", "-vv"),
            entry("log_level", "-v"),
            entry("log.connection.close", "-v"),
            entry("statistics.interval.ms", "--progress"),
            entry("api.version.request", ALWAYS),
            entry("api.version.request.timeout.ms", ALWAYS),
            entry("api.version.fallback.ms", ALWAYS),
            entry("broker.version.fallback", ALWAYS),
            entry("broker.address.family", NOTHING),
            entry("broker.address.ttl", NOTHING),
            entry("socket.timeout.ms", "request.timeout.ms"),
            entry("socket.send.buffer.bytes", "send.buffer.bytes"),
            entry("socket.receive.buffer.bytes", "receive.buffer.bytes"),
            entry("socket.keepalive.enable", ALWAYS),
            entry("socket.nagle.disable", ALWAYS),
            entry("socket.max.fails", NOTHING),
            entry("reconnect.backoff.jitter.ms", "reconnect.backoff.ms"),
            entry("topic.metadata.refresh.interval.ms", "metadata.max.age.ms"),
            entry("topic.metadata.refresh.fast.interval.ms", "retry.backoff.ms"),
            entry("metadata.request.timeout.ms", "--connect-timeout"),
            // Sending.
            entry("queue.buffering.max.ms", "linger.ms"),
            entry("queue.buffering.max.messages", "buffer.memory"),
            entry("queue.buffering.max.kbytes", "buffer.memory"),
            entry("queue.buffering.backpressure.threshold", NOTHING),
            entry("batch.num.messages", "batch.size"),
            entry("message.timeout.ms", "delivery.timeout.ms"),
            entry("message.send.max.retries", "retries"),
            entry("message.max.bytes", "max.request.size"),
            entry("message.copy.max.bytes", NOTHING),
            entry("request.required.acks", "--acks"),
            entry("compression.codec", "--compression"),
            entry("compression.level", "compression.gzip.level"),
            entry("max.in.flight", "max.in.flight.requests.per.connection"),
            entry("partitioner", "--balancer"),
            entry("sticky.partitioning.linger.ms", "linger.ms"),
            entry("delivery.report.only.error", "--report-format"),
            entry("enable.gapless.guarantee", "--transactional-id"),
            // Reading.
            entry("fetch.wait.max.ms", "fetch.max.wait.ms"),
            entry("fetch.message.max.bytes", "max.partition.fetch.bytes"),
            entry("receive.message.max.bytes", "fetch.max.bytes"),
            entry("queued.min.messages", "max.poll.records"),
            entry("queued.max.messages.kbytes", "fetch.max.bytes"),
            entry("fetch.error.backoff.ms", "retry.backoff.ms"),
            entry("enable.partition.eof", "--exit-eof"),
            entry("auto.commit.enable", "--commit-every"),
            entry("enable.auto.offset.store", "--commit-every"),
            entry("offset.store.method", "--group"),
            entry("coordinator.query.interval.ms", NOTHING),
            entry("consume.callback.max.messages", "max.poll.records"),
            // TLS and SASL.
            entry("ssl.ca.location", "--ca"),
            entry("ssl.ca.pem", "ssl.truststore.certificates"),
            entry("ssl.certificate.location", "--cert"),
            entry("ssl.certificate.pem", "ssl.keystore.certificate.chain"),
            entry("ssl.key.location", "--key"),
            entry("ssl.key.pem", "ssl.keystore.key"),
            entry("ssl.crl.location", NOTHING),
            entry("ssl.curves.list", NOTHING),
            entry("ssl.sigalgs.list", NOTHING),
            entry("enable.ssl.certificate.verification", "--ca"),
            entry("sasl.mechanisms", "--sasl-mechanism"),
            entry("sasl.username", "--username"),
            entry("sasl.password", "--password-file"),
            entry("sasl.oauthbearer.method", "--sasl-mechanism"),
            entry("sasl.oauthbearer.client.id", "--username"),
            entry("sasl.oauthbearer.client.secret", "--password-file"),
            entry("sasl.oauthbearer.config", "sasl.jaas.config"),
            entry("sasl.kerberos.principal", "sasl.jaas.config"),
            entry("sasl.kerberos.keytab", "sasl.jaas.config"));

    private LibrdkafkaNames() {}

    /** The equivalent here of this property there; empty if librdkafka has none of that name. */
    static Optional<String> here(String name) {
        String there = name.startsWith("topic.") && !HERE.containsKey(name) ? name.substring("topic.".length()) : name;
        return Optional.ofNullable(HERE.get(there));
    }

    static Map<String, String> all() {
        return HERE;
    }
}

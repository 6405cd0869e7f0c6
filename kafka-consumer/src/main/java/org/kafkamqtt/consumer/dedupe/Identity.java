package org.kafkamqtt.consumer.dedupe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.format.BytesOf;

/** The part of a record that makes it the same as another, as a fingerprint of it. Not thread-safe. */
public final class Identity {
    private final String name;
    private final BytesOf part;
    private final MessageDigest digest;

    private Identity(String name, BytesOf part) {
        this.name = name;
        this.part = part;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads {@code key}, {@code value} or {@code header:NAME}.
     *
     * @throws Failure status 2 if it is none of these
     */
    public static Identity parse(String text) {
        if (text.equals("key")) {
            return new Identity(text, ConsumerRecord::key);
        }
        if (text.equals("value")) {
            return new Identity(text, ConsumerRecord::value);
        }
        if (text.startsWith("header:") && text.length() > "header:".length()) {
            String header = text.substring("header:".length());
            return new Identity(text, record -> value(record.headers().lastHeader(header)));
        }
        throw Failure.usage("unknown --dedupe '" + text + "': use key, value or header:NAME");
    }

    private static byte @Nullable [] value(@Nullable Header header) {
        return header == null ? null : header.value();
    }

    /**
     * The first 16 bytes of the SHA-256 of that part: as good as the part itself, since a record mistaken for another
     * would be lost. Null if the record does not have it.
     */
    byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = part.of(record);
        if (bytes == null) {
            return null;
        }
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) 0);
        return digest.digest(bytes);
    }
}

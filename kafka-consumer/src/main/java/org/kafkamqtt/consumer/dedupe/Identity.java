package org.kafkamqtt.consumer.dedupe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** The part of a record that makes it the same as another, as a fingerprint of it. Not thread-safe. */
public final class Identity {
    private final byte[] name;
    private final Part part;
    private final MessageDigest digest;

    /** Adds a part of a record to a digest. */
    private interface Part {
        /** False if the record does not have it. */
        boolean addTo(MessageDigest digest, LogRecord record);
    }

    private Identity(String name, Part part) {
        this.name = name.getBytes(UTF_8);
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
            return new Identity(text, Identity::addKey);
        }
        if (text.equals("value")) {
            return new Identity(text, Identity::addValue);
        }
        if (text.startsWith("header:") && text.length() > "header:".length()) {
            String header = text.substring("header:".length());
            return new Identity(text, (digest, record) -> add(digest, record.lastHeader(header)));
        }
        throw Failure.usage("unknown --dedupe '" + text + "': use key, value or header:NAME");
    }

    private static boolean addKey(MessageDigest digest, LogRecord record) {
        if (record.keyLength() >= 0) {
            digest.update(record.keyArray(), record.keyOffset(), record.keyLength());
        }
        return record.keyLength() >= 0;
    }

    private static boolean addValue(MessageDigest digest, LogRecord record) {
        if (record.valueLength() >= 0) {
            digest.update(record.valueArray(), record.valueOffset(), record.valueLength());
        }
        return record.valueLength() >= 0;
    }

    private static boolean add(MessageDigest digest, byte @Nullable [] bytes) {
        if (bytes != null) {
            digest.update(bytes);
        }
        return bytes != null;
    }

    /**
     * The first 16 bytes of the SHA-256 of that part: as good as the part itself, since a record mistaken for another
     * would be lost. Null if the record does not have it.
     */
    byte @Nullable [] of(LogRecord record) {
        digest.reset();
        digest.update(name);
        digest.update((byte) 0);
        return part.addTo(digest, record) ? digest.digest() : null;
    }
}

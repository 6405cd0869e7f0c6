package org.kafkamqtt.mqtt.subscribe.sink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a topic's file: one path element, different for different topics, whatever the topic holds.
 *
 * <p>Letters, digits, {@code - _} and dots that do not lead stay as they are, every other byte becomes {@code %XX}. A name
 * too long for a file system ends with a hash. All end with {@code .log}, so that rotated files ({@code .log.1}) belong to
 * no other topic.
 */
public final class FileName {
    /** Linux allows 255 bytes; rotation and temporary names need some. */
    private static final int LONGEST = 200;

    private static final int HASH_DIGITS = 32;

    private FileName() {}

    public static String of(String topic) {
        byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder(bytes.length + 8);
        for (byte b : bytes) {
            if (plain(b) || (b == '.' && !name.isEmpty())) {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return name.length() <= LONGEST ? name + ".log" : shortened(name, bytes) + ".log";
    }

    private static boolean plain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
    }

    private static String shortened(StringBuilder name, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return name.substring(0, LONGEST - HASH_DIGITS - 1)
                    + "~"
                    + HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

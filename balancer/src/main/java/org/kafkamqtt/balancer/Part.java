package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a decorator uses as the key. */
sealed interface Part {
    /** The part; null if the message has none. */
    byte @Nullable [] of(Message message);

    /** Its name, given the name of the key. */
    String name(String key);

    /** How a message without it is described. */
    String absence(String key);

    /** Whether messages with the same key have the same part, whatever else they hold. */
    boolean ofKey();

    /** Whether it reads headers. */
    boolean ofHeaders();

    /** The key up to the first delimiter; the whole key if there is none. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    record Prefix(String delimiter, byte[] bytes) implements Part {
        Prefix(String delimiter) {
            this(delimiter, delimiter.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte @Nullable [] of(Message message) {
            byte[] key = message.key();
            int at = key == null ? -1 : indexOf(key, bytes);
            return key == null || at < 0 ? key : Arrays.copyOf(key, at);
        }

        private static int indexOf(byte[] in, byte[] what) {
            for (int i = 0; i + what.length <= in.length; i++) {
                if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public String name(String key) {
            return key + " up to '" + delimiter + "'";
        }

        @Override
        public String absence(String key) {
            return "no " + key;
        }

        @Override
        public boolean ofKey() {
            return true;
        }

        @Override
        public boolean ofHeaders() {
            return false;
        }
    }

    /** The value of a header. */
    record OfHeader(String header) implements Part {
        @Override
        public byte @Nullable [] of(Message message) {
            return message.header(header);
        }

        @Override
        public String name(String key) {
            return "header '" + header + "'";
        }

        @Override
        public String absence(String key) {
            return "no header '" + header + "'";
        }

        @Override
        public boolean ofKey() {
            return false;
        }

        @Override
        public boolean ofHeaders() {
            return true;
        }
    }

    /** The member of a JSON value at a JSON pointer (RFC 6901), as its text; null if it does not exist. */
    record Member(String pointer, JsonPointer compiled) implements Part {
        Member(String pointer) {
            this(pointer, new JsonPointer(pointer));
        }

        @Override
        public byte @Nullable [] of(Message message) {
            byte[] value = message.value();
            return value == null ? null : compiled.find(value);
        }

        @Override
        public String name(String key) {
            return "JSON member '" + pointer + "'";
        }

        @Override
        public String absence(String key) {
            return "no JSON member '" + pointer + "'";
        }

        @Override
        public boolean ofKey() {
            return false;
        }

        @Override
        public boolean ofHeaders() {
            return false;
        }
    }

    /**
     * The first levels of an MQTT topic name, which bridged records carry in the header {@code mqtt.topic} or else as
     * their key.
     */
    record MqttLevels(int levels) implements Part {
        @Override
        public byte @Nullable [] of(Message message) {
            byte[] header = message.header("mqtt.topic");
            byte[] name = header == null ? message.key() : header;
            if (name == null) {
                return null;
            }
            int end = 0;
            for (int left = levels; end < name.length; end++) {
                if (name[end] == '/' && --left == 0) {
                    break;
                }
            }
            return Arrays.copyOf(name, end);
        }

        @Override
        public String name(String key) {
            return (levels == 1 ? "first level" : "first " + levels + " levels") + " of the MQTT topic name";
        }

        @Override
        public String absence(String key) {
            return "neither header 'mqtt.topic' nor " + key;
        }

        @Override
        public boolean ofKey() {
            return false;
        }

        @Override
        public boolean ofHeaders() {
            return true;
        }
    }
}

package org.kafkamqtt.mqtt.broker.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * What the headers of one record say, as {@link RecordForm} has them: looks at one record after the other and makes an object only for
 * what a plain message lacks. Of headers with one name the last that makes sense counts; what makes none, or is too long for MQTT, is
 * ignored. Not thread-safe; whoever made it owns it.
 */
public final class RecordView implements LogRecord.HeaderSight {
    private static final byte[] PREFIX = ascii("mqtt.");
    private static final byte[] QOS = ascii(Header.MQTT_QOS);
    private static final byte[] RETAIN = ascii(Header.MQTT_RETAIN);
    private static final byte[] TOPIC = ascii(Header.MQTT_TOPIC);
    private static final byte[] EXPIRY = ascii(Header.MQTT_EXPIRY);
    private static final byte[] FORMAT = ascii(Header.MQTT_FORMAT);
    private static final byte[] CONTENT_TYPE = ascii(Header.MQTT_CONTENT_TYPE);
    private static final byte[] RESPONSE_TOPIC = ascii(Header.MQTT_RESPONSE_TOPIC);
    private static final byte[] CORRELATION = ascii(Header.MQTT_CORRELATION);
    private static final byte[] USER = ascii(Header.MQTT_USER);
    private static final byte[] FROM = ascii(RecordForm.FROM);
    private static final byte[] FENCE = ascii(RecordForm.FENCE);
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private static final int LONGEST = 65_535;
    /** The largest number of four bytes without a sign. */
    private static final long MOST_SECONDS = 0xffff_ffffL;

    /** What a property takes beside its text, about. */
    private static final int PROPERTY = 100;

    private static final byte[] NOTHING = {};

    private final LogRecord.HeaderSight looking = this::look;
    private Qos qos = Qos.AT_LEAST_ONCE;
    private boolean retain;
    private byte[] topic = NOTHING;
    private int topicAt;
    private int topicLength = -1;
    private long expiry = -1;
    private int format = -1;
    private @Nullable String contentType;
    private @Nullable String responseTopic;
    private byte @Nullable [] correlation;
    private Properties.@Nullable Builder users;
    private @Nullable Origin origin;
    private boolean fence;
    private int bytes;

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Looks at a record; what it said of another one is forgotten. The bytes must stay as they are until the next one. */
    public RecordView of(LogRecord record) {
        forget();
        record.eachHeader(this);
        return this;
    }

    private void forget() {
        qos = Qos.AT_LEAST_ONCE;
        retain = false;
        topicLength = -1;
        expiry = -1;
        format = -1;
        contentType = null;
        responseTopic = null;
        correlation = null;
        users = null;
        origin = null;
        fence = false;
        bytes = 0;
    }

    /** Whether the header {@code mqtt.retain} of a record says so; nothing else is looked at. */
    public boolean retained(LogRecord record) {
        retain = false;
        record.eachHeader(looking);
        return retain;
    }

    private void look(byte[] names, int nameAt, int nameLength, byte[] values, int valueAt, int valueLength) {
        if (is(RETAIN, names, nameAt, nameLength)) {
            retain(values, valueAt, valueLength);
        }
    }

    @Override
    public void header(byte[] names, int nameAt, int nameLength, byte[] values, int valueAt, int valueLength) {
        if (valueLength < 0 || nameLength <= PREFIX.length || !begins(PREFIX, names, nameAt, nameLength)) {
            return;
        }
        if (is(QOS, names, nameAt, nameLength)) {
            Qos said = RecordForm.qos(values, valueAt, valueLength);
            qos = said == null ? qos : said;
        } else if (is(RETAIN, names, nameAt, nameLength)) {
            retain(values, valueAt, valueLength);
        } else if (is(TOPIC, names, nameAt, nameLength)) {
            topic = values;
            topicAt = valueAt;
            topicLength = valueLength;
        } else {
            property(names, nameAt, nameLength, values, valueAt, valueLength);
        }
    }

    private void retain(byte[] values, int at, int length) {
        if (is(TRUE, values, at, length)) {
            retain = true;
        } else if (is(FALSE, values, at, length)) {
            retain = false;
        }
    }

    private void property(byte[] names, int nameAt, int nameLength, byte[] values, int at, int length) {
        bytes += PROPERTY + nameLength + length;
        if (is(EXPIRY, names, nameAt, nameLength)) {
            long seconds = number(values, at, length, MOST_SECONDS);
            expiry = seconds < 0 ? expiry : seconds;
        } else if (is(FORMAT, names, nameAt, nameLength)) {
            long said = number(values, at, length, 1);
            format = said < 0 ? format : (int) said;
        } else if (is(CONTENT_TYPE, names, nameAt, nameLength)) {
            String said = text(values, at, length);
            contentType = said == null ? contentType : said;
        } else if (is(RESPONSE_TOPIC, names, nameAt, nameLength)) {
            String said = text(values, at, length);
            responseTopic = said == null || said.isEmpty() || wild(said) ? responseTopic : said;
        } else if (is(CORRELATION, names, nameAt, nameLength)) {
            correlation = length > LONGEST ? correlation : Arrays.copyOfRange(values, at, at + length);
        } else if (is(FROM, names, nameAt, nameLength)) {
            Origin said = origin(text(values, at, length));
            origin = said == null ? origin : said;
        } else if (is(FENCE, names, nameAt, nameLength)) {
            fence = true;
        } else if (begins(USER, names, nameAt, nameLength)) {
            user(text(names, nameAt + USER.length, nameLength - USER.length), text(values, at, length));
        }
    }

    private void user(@Nullable String name, @Nullable String value) {
        if (name == null || value == null) {
            return;
        }
        Properties.Builder all = users == null ? Properties.builder() : users;
        users = all.user(name, value);
    }

    private static boolean wild(String text) {
        return text.indexOf('+') >= 0 || text.indexOf('#') >= 0;
    }

    private static boolean begins(byte[] word, byte[] bytes, int at, int length) {
        return length >= word.length && Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
    }

    private static boolean is(byte[] word, byte[] bytes, int at, int length) {
        return length == word.length && begins(word, bytes, at, length);
    }

    /** A decimal number, -1 if it is none or more than that. */
    private static long number(byte[] bytes, int at, int length, long most) {
        if (length < 1 || length > 19) {
            return -1;
        }
        long number = 0;
        for (int i = at; i < at + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || digit > most || number > (most - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** A text as MQTT has them (MQTT 5.0 section 1.5.4), null if it is none. */
    private static @Nullable String text(byte[] bytes, int at, int length) {
        if (length > LONGEST || !Utf8.isValid(bytes, at, length)) {
            return null;
        }
        for (int i = at; i < at + length; i++) {
            if (bytes[i] == 0) {
                return null;
            }
        }
        return new String(bytes, at, length, UTF_8);
    }

    private static @Nullable Origin origin(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(UTF_8);
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 0 || second < 0 || bytes.length != text.length()) {
            return null;
        }
        long life = number(bytes, 0, first, Long.MAX_VALUE);
        long connection = number(bytes, first + 1, second - first - 1, Long.MAX_VALUE);
        long identifier = number(bytes, second + 1, bytes.length - second - 1, LONGEST);
        return life < 0 || connection < 0 || identifier < 0 ? null : new Origin(life, connection, (int) identifier);
    }

    // ---- what it says

    /** Whether the record is no message, but shuts a producer out. */
    public boolean fence() {
        return fence;
    }

    /** Whether the message is retained. */
    public boolean retain() {
        return retain;
    }

    /** The bytes in which the header {@code mqtt.topic} lies; without a meaning if there is none. */
    public byte[] topicArray() {
        return topic;
    }

    public int topicAt() {
        return topicAt;
    }

    /** -1 if there is no header {@code mqtt.topic}. */
    public int topicLength() {
        return topicLength;
    }

    /** Bytes of memory that the message takes beside that of a plain one, about. */
    public int bytes() {
        return bytes;
    }

    /**
     * The message that the record is.
     *
     * @param topicName of it, found already
     * @param timestamp milliseconds since 1970, -1 for none: it does not expire then
     */
    public Message message(String topicName, Payload payload, long timestamp) {
        return new Message(
                topicName, payload, qos, retain, properties(), timestamp, timestamp < 0 ? -1 : expiry, origin);
    }

    private Properties properties() {
        if (format < 0 && contentType == null && responseTopic == null && correlation == null && users == null) {
            return Properties.NONE;
        }
        Properties.Builder all = Properties.builder();
        if (format >= 0) {
            all.number(Property.PAYLOAD_FORMAT, format);
        }
        if (contentType != null) {
            all.text(Property.CONTENT_TYPE, contentType);
        }
        if (responseTopic != null) {
            all.text(Property.RESPONSE_TOPIC, responseTopic);
        }
        if (correlation != null) {
            all.bytes(Property.CORRELATION_DATA, correlation);
        }
        if (users != null) {
            all.all(users.build());
        }
        return all.build();
    }
}

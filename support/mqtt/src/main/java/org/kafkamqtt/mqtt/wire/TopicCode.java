package org.kafkamqtt.mqtt.wire;

/**
 * Topics in a spelling that Paho accepts, and back.
 *
 * <p>Paho 1.2.5 (wire/MqttWireMessage.validateUTF8String) throws on every surrogate pair, control character and character
 * from U+FDD0 on, all of which MQTT allows. Such a UTF-16 unit becomes two characters of the private use area, U+E100 + its high
 * byte and U+E200 + its low byte; so do the characters of that area themselves, which makes the spelling unambiguous.
 */
public final class TopicCode {
    private static final char HIGH = '\ue100';
    private static final char LOW = '\ue200';
    private static final char END = '\ue300';

    private TopicCode() {}

    /** The topic as Paho should see it; mostly unchanged. */
    public static String encoded(String topic) {
        for (int i = 0; i < topic.length(); i++) {
            if (odd(topic.charAt(i))) {
                return spelt(topic);
            }
        }
        return topic;
    }

    private static String spelt(String topic) {
        StringBuilder spelt = new StringBuilder(topic.length() + 16);
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            if (odd(c)) {
                spelt.append((char) (HIGH + (c >> 8))).append((char) (LOW + (c & 0xff)));
            } else {
                spelt.append(c);
            }
        }
        return spelt.toString();
    }

    private static boolean odd(char c) {
        return c < ' ' || c >= 0x7f && c <= 0x9f || Character.isSurrogate(c) || c >= HIGH && c < END || c >= '\ufdd0';
    }

    /** The topic as the broker should see it. */
    public static String decoded(String spelt) {
        StringBuilder topic = new StringBuilder(spelt.length());
        for (int i = 0; i < spelt.length(); i++) {
            char c = spelt.charAt(i);
            if (c >= HIGH && c < LOW && i + 1 < spelt.length()) {
                topic.append((char) (c - HIGH << 8 | spelt.charAt(++i) - LOW));
            } else {
                topic.append(c);
            }
        }
        return topic.toString();
    }
}

package org.kafkamqtt.mqtt.protocol;

/** Quality of service: the guarantee of a delivery. */
public enum Qos {
    AT_MOST_ONCE(0),
    AT_LEAST_ONCE(1),
    EXACTLY_ONCE(2);

    private static final Qos[] ALL = values();

    private final int level;

    Qos(int level) {
        this.level = level;
    }

    /** The number on the wire, 0 to 2. */
    public int level() {
        return level;
    }

    /** The quality with this number; 0 to 2 only. */
    public static Qos of(int level) {
        return ALL[level];
    }

    /** The lower of the two. */
    public Qos atMost(Qos other) {
        return level <= other.level ? this : other;
    }
}

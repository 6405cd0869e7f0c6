package org.kafkamqtt.mqtt;

import org.kafkamqtt.console.failure.Failure;

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

    /**
     * The quality as typed.
     *
     * @throws Failure status 2 if it is not 0, 1 or 2
     */
    public static Qos parse(String text) {
        return switch (text) {
            case "0" -> AT_MOST_ONCE;
            case "1" -> AT_LEAST_ONCE;
            case "2" -> EXACTLY_ONCE;
            default -> throw Failure.usage("QoS '" + text + "' is not 0, 1 or 2");
        };
    }
}

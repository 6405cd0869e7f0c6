package org.kafkamqtt.mqtt;

import java.util.Locale;

/** Messages to the user about an MQTT message that is too large for the memory of the process. */
public final class Memory {
    private static final long MEGABYTE = 1024L * 1024;
    private static final long SMALLEST_ADVICE = 256;
    /** A message, the buffer it is assembled in, its output, and the next message. */
    private static final int ROOM = 4;

    private Memory() {}

    /** The sentence about a message of this size; the words name it, such as {@code a message to 'a/b'}. */
    public static String doesNotFit(String message, long bytes) {
        return message + " " + doesNotFit(bytes);
    }

    /** The same to follow a name. */
    public static String doesNotFit(long bytes) {
        return doesNotFit(bytes, Runtime.getRuntime().maxMemory());
    }

    static String doesNotFit(long bytes, long heap) {
        return "of " + String.format(Locale.ROOT, "%,d", bytes) + " bytes does not fit into memory; "
                + advice(bytes, heap);
    }

    /** The sentence where the message is not known. */
    public static String ranOut() {
        return "there is not enough memory; " + advice();
    }

    /** What to set where the size is not known. */
    public static String advice() {
        return advice(0, Runtime.getRuntime().maxMemory());
    }

    /** The next power of two above the present heap in which the message has room. */
    static String advice(long bytes, long heap) {
        long wanted = Math.max(bytes * ROOM, heap + MEGABYTE);
        long megabytes = SMALLEST_ADVICE;
        while (megabytes * MEGABYTE < wanted) {
            megabytes *= 2;
        }
        return "try JAVA_OPTS=-Xmx" + megabytes + "m";
    }
}

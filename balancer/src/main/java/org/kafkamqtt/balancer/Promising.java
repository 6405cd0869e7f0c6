package org.kafkamqtt.balancer;

/**
 * A balancer that goes by something other than the key alone, and describes its promise in its own words.
 *
 * <p>What takes the place of the key has a name, since a decorator around this one may present a part of the message instead.
 */
interface Promising {
    /** What holds for all messages that have what this goes by. */
    String promise(String key);

    /** What holds for this message. */
    String promise(Message message, String key);

    /** Whether the partition of this message follows from its contents. */
    boolean decides(Message message);

    /** Whether it reads headers. */
    default boolean readsHeaders() {
        return false;
    }

    /** Whether it learns from the outcome of its choices. */
    default boolean learns() {
        return false;
    }

    /** The number of messages so far that lacked what this goes by; a missing key is not counted. */
    default long lacking() {
        return 0;
    }

    /** How those are described, such as {@code no header 'tenant'}; empty if no message can lack anything. */
    default String absence() {
        return "";
    }

    static String of(Balancer balancer, String key) {
        return balancer instanceof Promising promising
                ? promising.promise(key)
                : words(balancer).replace("KEY", key);
    }

    static String of(Balancer balancer, Message message, String key) {
        if (balancer instanceof Promising promising) {
            return promising.promise(message, key);
        }
        if (balancer.ordering() == Ordering.NONE) {
            return of(balancer, key);
        }
        byte[] bytes = message.key();
        if (bytes == null) {
            return "no " + key;
        }
        return balancer instanceof HashBalancer hash && hash.isKeyless(message)
                ? "an empty " + key + " counts as none"
                : of(balancer, key);
    }

    private static String words(Balancer balancer) {
        return switch (balancer.ordering()) {
            case PER_KEY -> "same KEY, same partition";
            case KEY_SPLITTING -> "a KEY may use several partitions";
            // All that is known about a user's class is that it promises nothing.
            case NONE -> isOurs(balancer) ? "the KEY is ignored" : "nothing is promised about the KEY";
        };
    }

    private static boolean isOurs(Balancer balancer) {
        return balancer.getClass().getPackageName().equals(Promising.class.getPackageName());
    }

    static boolean decides(Balancer balancer, Message message) {
        if (balancer instanceof Promising promising) {
            return promising.decides(message);
        }
        // For a user's class this is unknown, so its promise is trusted.
        if (!isOurs(balancer)) {
            return true;
        }
        if (balancer instanceof HashBalancer hash && (message.key() == null || hash.isKeyless(message))) {
            return hash.keylessIsFixed();
        }
        boolean missing = message.key() == null && !(balancer instanceof Placed.ByFile);
        return balancer.ordering() == Ordering.PER_KEY && !missing;
    }

    static boolean readsHeaders(Balancer balancer) {
        return balancer instanceof Promising promising && promising.readsHeaders();
    }

    static long lacking(Balancer balancer) {
        return balancer instanceof Promising promising ? promising.lacking() : 0;
    }

    static String absence(Balancer balancer) {
        return balancer instanceof Promising promising ? promising.absence() : "";
    }
}

import java.nio.charset.StandardCharsets;

/** Publishes to a topic name of its own, and has at most a window of messages unacknowledged. */
final class Publisher {
    private final int index;
    private final Link link;
    private final byte[] topic;
    private long sent;
    private long acknowledged;

    Publisher(int index, Link link, String topic) {
        this.index = index;
        this.link = link;
        this.topic = topic.getBytes(StandardCharsets.UTF_8);
    }

    void publish(int qos, long time) {
        Numbered.write(link.publish(topic, qos, identifier(sent), Numbered.BYTES), index, sent, time);
        sent++;
    }

    /** Acknowledgements must come in the order of the messages. */
    void acknowledged(int identifier) {
        if (identifier != identifier(acknowledged)) {
            throw new Trouble("PUBACK " + identifier + " instead of " + identifier(acknowledged));
        }
        acknowledged++;
    }

    private static int identifier(long number) {
        return (int) (number % 65535) + 1;
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged;
    }
}

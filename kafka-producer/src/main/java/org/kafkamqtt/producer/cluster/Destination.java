package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.failure.Failure;

/**
 * The topic that the input was being sent to when a position was reached.
 *
 * @param topic its name; empty where records bring their own, or an earlier version did not record it
 * @param id that distinguishes it from another topic of its name; empty where the cluster does not report one
 */
public record Destination(String topic, Optional<Uuid> id) {
    public static final Destination UNTOLD = new Destination("", Optional.empty());

    private static final String NONE = "-";

    /** The text that {@link #parse} reads back. */
    public String text() {
        return "topic=" + (topic.isEmpty() ? NONE : topic) + " id="
                + id.map(Uuid::toString).orElse(NONE);
    }

    public static Destination parse(String topic, String id) {
        return new Destination(
                topic.equals(NONE) ? "" : topic, id.equals(NONE) ? Optional.empty() : Optional.of(Uuid.fromString(id)));
    }

    /**
     * Makes sure that a run to this topic continues a run to the same topic.
     *
     * @param saved the topic of the earlier run
     * @param file in which the earlier run kept its position
     * @throws Failure status 2 if the topics differ
     */
    public void check(Destination saved, String file) {
        boolean named = !saved.topic.isEmpty() && !topic.isEmpty();
        if (named && !topic.equals(saved.topic)) {
            throw Failure.usage("--resume: " + file + " holds the position of a run to topic '" + saved.topic
                    + "', not to '" + topic + "': give each topic a file of its own");
        }
        if (named && id.isPresent() && saved.id.isPresent() && !id.equals(saved.id)) {
            throw Failure.usage("topic '" + topic + "' was deleted and created again since " + file
                    + " was written: the records sent before are gone; remove " + file + " to send everything again");
        }
    }
}

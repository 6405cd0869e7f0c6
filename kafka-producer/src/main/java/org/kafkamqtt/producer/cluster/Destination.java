package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.failure.Failure;

/**
 * The topic that a place in the input was reached for.
 *
 * @param topic its name; empty where records bring theirs, or an earlier version did not say
 * @param id that tells it from another topic of its name; nothing where the cluster does not say
 */
public record Destination(String topic, Optional<Uuid> id) {
    public static final Destination UNTOLD = new Destination("", Optional.empty());

    private static final String NONE = "-";

    /** The words that {@link #parse} reads back. */
    public String text() {
        return "topic=" + (topic.isEmpty() ? NONE : topic) + " id="
                + id.map(Uuid::toString).orElse(NONE);
    }

    public static Destination parse(String topic, String id) {
        return new Destination(
                topic.equals(NONE) ? "" : topic, id.equals(NONE) ? Optional.empty() : Optional.of(Uuid.fromString(id)));
    }

    /**
     * Makes sure that a run which sends to this goes on for the same topic.
     *
     * @param saved what an earlier run sent to
     * @param file that the earlier run kept its place in
     * @throws Failure status 2 if it is another one
     */
    public void check(Destination saved, String file) {
        boolean named = !saved.topic.isEmpty() && !topic.isEmpty();
        if (named && !topic.equals(saved.topic)) {
            throw Failure.usage("--resume " + file + " is the place of a run that sent to topic '" + saved.topic
                    + "', not to '" + topic + "': give each topic a file of its own");
        }
        if (named && id.isPresent() && saved.id.isPresent() && !id.equals(saved.id)) {
            throw Failure.usage("topic '" + topic + "' was deleted and created again since " + file
                    + " was written: what was sent before is gone. Remove " + file + " to send all of it again");
        }
    }
}

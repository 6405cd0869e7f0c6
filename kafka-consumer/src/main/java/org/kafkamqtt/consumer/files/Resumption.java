package org.kafkamqtt.consumer.files;

import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;

/** How a file continues, given what its checkpoint remembers and what the topic is now. */
enum Resumption {
    /** At the checkpoint. */
    ONWARD,
    /** Where the topic begins: what comes between was deleted before it was read. */
    TRIMMED,
    /** Where the topic ends: it is the same one, and has lost records that are in the file. */
    CUT_SHORT,
    /** At the beginning of another topic, in another file. */
    ANEW,
    /** Not at all: there is no telling whether this is another topic or one that lost records. */
    DOUBTFUL;

    /**
     * Judges.
     *
     * @param id of the topic that has the name now, if the cluster reveals it
     * @param extent of the partition, if the cluster reveals it
     */
    static Resumption of(Checkpoint checkpoint, Optional<Uuid> id, Optional<Extent> extent) {
        boolean bothKnown = checkpoint.topic().isPresent() && id.isPresent();
        if (bothKnown && !checkpoint.topic().equals(id)) {
            return ANEW;
        }
        if (checkpoint.next().isEmpty() || extent.isEmpty()) {
            return ONWARD;
        }
        long next = checkpoint.next().getAsLong();
        if (next > extent.get().end()) {
            return bothKnown ? CUT_SHORT : id.isPresent() ? ANEW : DOUBTFUL;
        }
        return next < extent.get().beginning() ? TRIMMED : ONWARD;
    }
}

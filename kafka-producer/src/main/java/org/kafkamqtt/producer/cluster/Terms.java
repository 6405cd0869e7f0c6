package org.kafkamqtt.producer.cluster;

/**
 * The demands of a run on its records, whatever their topic.
 *
 * @param strict whether no record is sent that its topic is known to refuse, as in transactions, which it would abort
 * @param keepAll whether every record is needed until its fate is known
 * @param squeeze measures a record as a batch of its own
 * @param mended whether the others of a batch survive a record that its topic refuses, and all of them a partition without a
 *     leader, so that nothing need be asked or kept for their sake
 */
public record Terms(boolean strict, boolean keepAll, Squeeze squeeze, boolean mended) {
    /** The demands of a run through the Kafka client, which mends nothing. */
    public Terms(boolean strict, boolean keepAll, Squeeze squeeze) {
        this(strict, keepAll, squeeze, false);
    }
}

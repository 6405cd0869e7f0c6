package org.kafkamqtt.topics.plan;

import java.util.Optional;

/**
 * What became of one topic.
 *
 * @param topic its name, or what was typed for it
 * @param deed a participle such as {@code deleted}; {@code failed} if there is a refusal
 * @param detail such as {@code 6 partitions, 3 replicas}; may be empty
 * @param refusal why it was not done
 */
public record Result(String topic, String deed, String detail, Optional<Refusal> refusal) {
    /** One that was done. */
    public static Result done(String topic, String deed, String detail) {
        return new Result(topic, deed, detail, Optional.empty());
    }

    /** One that was not. */
    public static Result failed(String topic, Refusal refusal) {
        return new Result(topic, "failed", "", Optional.of(refusal));
    }
}

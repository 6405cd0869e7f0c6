package org.kafkamqtt.consumer.settings;

import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/** How a run belongs to a group, if it does. */
public sealed interface Membership {
    /** Whether the group assigns partitions to its members and keeps what they commit. */
    default boolean commits() {
        return false;
    }

    /** Whether records that were not confirmed are delivered again. */
    default boolean comesAgain() {
        return true;
    }

    /** No group: whatever is wanted is read, and nothing is remembered. */
    record Alone() implements Membership {
        @Override
        public boolean comesAgain() {
            return false;
        }
    }

    /** A consumer group. */
    record Group(String name) implements Membership {
        @Override
        public boolean commits() {
            return true;
        }
    }

    /**
     * A share group.
     *
     * @param acknowledgement how records that were written are acknowledged
     * @param beginning where a new group begins, {@code earliest} or {@code latest}, if that was given
     */
    record Shared(String name, AcknowledgeType acknowledgement, Optional<String> beginning) implements Membership {}
}

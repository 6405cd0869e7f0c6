package org.kafkamqtt.mqtt.subscribe;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Which messages are written; the others are acknowledged all the same.
 *
 * @param age retained messages, others, or both
 * @param leftOut topics that are not wanted
 * @param percent of the messages that are written, by chance; 0 to 100
 * @param chance decides which
 */
record Selection(Age age, List<TopicFilter> leftOut, double percent, RandomGenerator chance) {

    /** Retained messages are older than the subscription, the others are not. */
    enum Age {
        ANY,
        LIVE,
        RETAINED
    }

    boolean takes(Arrival message) {
        return rightAge(message.retained()) && wanted(message.topic()) && lucky();
    }

    private boolean rightAge(boolean retained) {
        return switch (age) {
            case ANY -> true;
            case LIVE -> !retained;
            case RETAINED -> retained;
        };
    }

    boolean wanted(String topic) {
        for (TopicFilter filter : leftOut) {
            if (filter.matches(topic)) {
                return false;
            }
        }
        return true;
    }

    private boolean lucky() {
        return percent >= 100 || chance.nextDouble() * 100 < percent;
    }
}

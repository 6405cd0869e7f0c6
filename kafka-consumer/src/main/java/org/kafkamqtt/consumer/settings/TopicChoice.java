package org.kafkamqtt.consumer.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is read.
 *
 * @param named topics in the order they were typed, each once; none if a pattern finds them
 * @param included the pattern, if there is one
 * @param partitions of each topic
 */
public record TopicChoice(List<String> named, Optional<Pattern> included, PartitionChoice partitions) {
    public TopicChoice {
        named = List.copyOf(named);
    }
}

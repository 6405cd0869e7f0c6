package org.kafkamqtt.consumer.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.exec.DeadLetterFile;
import org.kafkamqtt.consumer.exec.DeadLetterTopic;
import org.kafkamqtt.consumer.exec.DeadLetters;

/** Where records go whose command failed. */
public sealed interface DeadLetterPlace {
    DeadLetters open(Opening at);

    /** Refuses a place that cannot be written to, before anything is connected. */
    default void check() {}

    /** The topic that is written to, if it is one. */
    default Optional<String> target() {
        return Optional.empty();
    }

    /** Another topic. */
    record Topic(String name) implements DeadLetterPlace {
        @Override
        public DeadLetters open(Opening at) {
            return new DeadLetterTopic(
                    new KafkaProducer<>(
                            at.producer().properties(), new ByteArraySerializer(), new ByteArraySerializer()),
                    name);
        }

        @Override
        public Optional<String> target() {
            return Optional.of(name);
        }
    }

    /** A file of JSON lines. */
    record File(Path path) implements DeadLetterPlace {
        @Override
        public DeadLetters open(Opening at) {
            try {
                return new DeadLetterFile(path);
            } catch (IOException e) {
                throw Failure.cannot("write", path.toString(), e);
            }
        }

        @Override
        public void check() {
            try {
                // The reader of a pipe would take closing it again for the end.
                if (!Files.exists(path)
                        || !Files.readAttributes(path, BasicFileAttributes.class)
                                .isOther()) {
                    new DeadLetterFile(path).close();
                }
            } catch (IOException e) {
                throw Failure.cannot("write", path.toString(), e);
            }
        }
    }
}

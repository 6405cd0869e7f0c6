package org.kafkamqtt.producer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.cluster.TopicCreation;
import org.kafkamqtt.producer.record.Position;

class DestinationTest {
    private static Destination destination(String topic, String id) {
        return new Destination(
                topic.equals("-") ? "" : topic,
                id.equals("-") ? Optional.empty() : Optional.of(new Uuid(id.length(), 1)));
    }

    /** Topic and ID of the run, those of the file, and a word of the refusal. */
    @ParameterizedTest
    @CsvSource({
        "a, 1, a, 1, ''",
        "a, 1, a, -, ''",
        "a, -, a, 1, ''",
        "a, 1, -, -, ''",
        "-, -, a, 1, ''",
        "a, 1, b, 1, to topic 'b'",
        "a, 1, b, -, to topic 'b'",
        "a, 1, a, 22, created again"
    })
    void goes_on_only_in_the_topic_that_was_sent_to(
            String topic, String id, String savedTopic, String savedId, String refusal) {
        Destination now = destination(topic, id);
        Destination saved = destination(savedTopic, savedId);
        if (refusal.isEmpty()) {
            now.check(saved, "p");
            return;
        }
        Failure failure = assertThrows(Failure.class, () -> now.check(saved, "p"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().contains(refusal), failure.sentence());
    }

    @Test
    void is_kept_in_the_place_and_read_back() {
        Position position = new Position(1, 332, 110);
        SavedPosition saved = new SavedPosition(position, destination("a.b_c-d", "1"), 0x148db4f5L);
        assertEquals(saved, SavedPosition.parse(saved.text(), "p"));
        SavedPosition none = new SavedPosition(position, destination("-", "-"), 1);
        assertEquals(none, SavedPosition.parse(none.text(), "p"));
    }

    @Test
    void a_place_of_an_earlier_version_names_no_topic() {
        SavedPosition saved = SavedPosition.parse("input=0 offset=332 records=110 crc32=148db4f5\n", "p");
        assertEquals(new SavedPosition(new Position(0, 332, 110), Destination.UNTOLD, 0x148db4f5L), saved);
    }

    @Test
    void says_how_many_copies_there_can_be() {
        assertEquals(
                "3 copies of each partition need 3 brokers, but there is only 1: give --create 6:1, or --create 6"
                        + " for the broker's default",
                TopicCreation.tooManyCopies(6, 3, 1));
        assertTrue(TopicCreation.tooManyCopies(6, 5, 3).contains("there are only 3: give --create 6:3"));
        assertTrue(TopicCreation.tooManyCopies(6, 3, 3).contains("cannot keep 3 copies"));
    }
}

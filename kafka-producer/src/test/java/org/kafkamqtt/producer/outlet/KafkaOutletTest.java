package org.kafkamqtt.producer.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.producer.cluster.PartitionChoice;
import org.kafkamqtt.producer.cluster.SharedAdmin;
import org.kafkamqtt.producer.cluster.Terms;
import org.kafkamqtt.producer.cluster.TopicRules;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Resends;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.trial.Lines;
import org.kafkamqtt.producer.trial.Trial;

/** What is handed to the client, and what is counted of it. */
class KafkaOutletTest {
    private final Trial trial = new Trial(false);
    private final Ledger ledger = Ledger.atOnce(
            trial.complaints(ErrorPolicy.of("skip")),
            ErrorPolicy.of("skip"),
            Trial.WORDS,
            new Followers(null, null, null),
            new Resends());
    private final KafkaOutlet outlet = outlet(trial.topics(false, Trial.lenient()));

    private KafkaOutlet outlet(Topics topics) {
        return new KafkaOutlet(trial.producer, topics, ledger, 1_000_000, new Followers(null, null, null));
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private ProducerRecord<byte[], byte[]> last() {
        return trial.producer.history().get(trial.producer.history().size() - 1);
    }

    @Test
    void a_record_is_sent_as_it_was_drafted() throws BadRecord {
        Draft draft = Trial.draft("v");
        draft.setKey("k".getBytes(UTF_8));
        draft.partition = 2;
        draft.timestamp = 1234;
        draft.headers.add(new Header("h", "x".getBytes(UTF_8)));
        outlet.send(draft, Lines.at(1));
        assertEquals(2, last().partition());
        assertEquals(1234, last().timestamp());
        assertArrayEquals(draft.key(), last().key());
        assertArrayEquals("x".getBytes(UTF_8), last().headers().lastHeader("h").value());
    }

    @Test
    void headers_of_one_record_do_not_travel_with_the_next() throws BadRecord {
        Draft draft = Trial.draft("v");
        draft.headers.add(new Header("h", null));
        outlet.send(draft, Lines.at(1));
        outlet.send(Trial.draft("w"), Lines.at(2));
        assertEquals(0, last().headers().toArray().length);
        assertNull(last().timestamp());
    }

    @Test
    void a_record_counts_as_acknowledged_when_the_client_says_so() throws BadRecord {
        ledger.read();
        outlet.send(Trial.draft("v"), Lines.at(1));
        assertEquals(new Tally.Counts(1, 1, 0, 0, 0), ledger.counts());
        trial.producer.completeNext();
        assertEquals(new Tally.Counts(1, 1, 1, 0, 0), ledger.counts());
        assertEquals(1, ledger.bytes());
    }

    @Test
    void what_the_client_would_refuse_never_gets_there() {
        Draft draft = Trial.draft("a".repeat(1_000_000));
        BadRecord refused = assertThrows(BadRecord.class, () -> outlet.send(draft, Lines.at(1)));
        assertEquals("too large: 1000082 > 1000000 bytes (max.request.size)", refused.clause());
        assertEquals(List.of(), trial.producer.history());
    }

    @Test
    void a_record_that_must_be_alone_has_no_company_before_and_after() throws BadRecord {
        Terms squeezed = new Terms(false, false, Trial.squeeze("gzip"));
        KafkaOutlet outlet = outlet(topics(new Fixed(), squeezed, Trial.rules(TopicRules.Keys.LEFT_OUT, 2000)));
        outlet.send(Trial.draft("before"), Lines.at(1));
        outlet.send(Trial.draft("a".repeat(3000)), Lines.at(2));
        assertFalse(trial.producer.flushed());
        assertEquals(1, ledger.counts().acknowledged());
        outlet.send(Trial.draft("after"), Lines.at(3));
        assertEquals(2, ledger.counts().acknowledged());
        outlet.send(Trial.draft("beside it"), Lines.at(4));
        assertEquals(2, ledger.counts().acknowledged());
    }

    @Test
    void a_record_that_the_client_at_its_end_does_not_take_has_failed() {
        trial.producer.sendException = new IllegalStateException("closed");
        ledger.read();
        assertThrows(IllegalStateException.class, () -> outlet.send(Trial.draft("v"), Lines.at(1)));
        assertEquals(new Tally.Counts(1, 0, 0, 1, 0), ledger.counts());
    }

    @Test
    void a_record_that_was_not_handed_over_for_the_end_of_the_run_is_left_to_whoever_reads() {
        trial.producer.sendException = new InterruptException("stopped");
        // Kafka's exception interrupts the thread that makes it.
        assertTrue(Thread.interrupted());
        ledger.read();
        assertThrows(InterruptException.class, () -> outlet.send(Trial.draft("v"), Lines.at(1)));
        assertEquals(new Tally.Counts(1, 0, 0, 0, 0), ledger.counts());
    }

    @Test
    void a_balancer_that_learns_hears_of_every_record_and_its_end() throws BadRecord {
        Fixed choice = new Fixed();
        KafkaOutlet outlet = outlet(topics(choice, new Terms(false, false, Trial.squeeze("none")), Trial.lenient()));
        outlet.send(Trial.draft("v"), Lines.at(1));
        outlet.send(Trial.draft("w"), Lines.at(2));
        trial.producer.completeNext();
        trial.producer.errorNext(new KafkaException("no"));
        assertEquals(List.of("sent 1", "sent 1", "acknowledged 1", "failed 1"), choice.heard);
    }

    private Topics topics(PartitionChoice choice, Terms terms, TopicRules rules) {
        return new Topics(
                trial.connection(),
                Trial.settings(),
                (topic, partitions) -> choice,
                terms,
                rules,
                new SharedAdmin(Trial.settings()));
    }

    /** Always partition 1, and all ears. */
    private static final class Fixed implements PartitionChoice, Learning {
        private final List<String> heard = new ArrayList<>();

        @Override
        public int choose(Draft draft) {
            return 1;
        }

        @Override
        public Optional<Learning> learning() {
            return Optional.of(this);
        }

        @Override
        public String reason(Draft draft) {
            return "fixed";
        }

        @Override
        public void sent(int partition, int bytes) {
            heard.add("sent " + partition);
        }

        @Override
        public void acknowledged(int partition, int bytes, long nanos) {
            heard.add("acknowledged " + partition);
        }

        @Override
        public void failed(int partition, int bytes) {
            heard.add("failed " + partition);
        }
    }
}

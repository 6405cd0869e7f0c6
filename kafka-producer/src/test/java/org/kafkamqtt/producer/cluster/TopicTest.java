package org.kafkamqtt.producer.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.RecordSize;
import org.kafkamqtt.producer.trial.Trial;

/** Which records a topic lets in, how, and for what it waits. */
class TopicTest {
    private final List<String> asked = new ArrayList<>();
    private final List<String> chosen = new ArrayList<>();
    private final Queue<Runnable> beside = new ArrayDeque<>();
    private int waits;
    private TopicRules.Rules told = rules(TopicRules.Keys.LEFT_OUT, 2000);

    private static TopicRules.Rules rules(TopicRules.Keys keys, int largest) {
        return new TopicRules.Rules(keys, OptionalInt.of(largest), 1000, 1000);
    }

    private TopicRules.Rules ask(String topic) {
        asked.add(topic);
        return told;
    }

    /** Always partition 2. */
    private final class Second implements PartitionChoice {
        @Override
        public int choose(Draft draft) {
            chosen.add("2");
            return 2;
        }

        @Override
        public Optional<Learning> learning() {
            return Optional.empty();
        }

        @Override
        public String reason(Draft draft) {
            return "always";
        }
    }

    private Topic topic(PartitionChoice choice, boolean strict, boolean keepAll, String compression) {
        TopicRules rules = new TopicRules(this::ask, beside::add);
        Terms terms = new Terms(strict, keepAll, Trial.squeeze(compression));
        return new Topic("t", 3, choice, rules, terms, () -> waits++);
    }

    private Topic plain() {
        return topic(new Second(), false, false, "none");
    }

    private Topic strict() {
        return topic(new Second(), true, false, "none");
    }

    private static Admission admit(Topic topic, Draft draft) throws BadRecord {
        return topic.admit(draft, RecordSize.of(draft));
    }

    private static Draft of(int bytes) {
        return Trial.draft("a".repeat(bytes));
    }

    private static String refusal(Topic topic, Draft draft) {
        return assertThrows(BadRecord.class, () -> admit(topic, draft)).clause();
    }

    @Test
    void a_record_goes_where_the_choice_says() throws BadRecord {
        assertEquals(2, admit(plain(), of(1)).partition());
        assertNull(
                admit(topic(ClientChoice.INSTANCE, false, false, "none"), of(1)).partition());
    }

    @Test
    void nothing_is_asked_kept_or_awaited_for_others_where_they_are_mended() throws BadRecord {
        TopicRules rules = new TopicRules(this::ask, beside::add);
        Terms mended = new Terms(false, false, Trial.squeeze("none"), true);
        Topic topic = new Topic("t", 3, new Second(), rules, mended, () -> waits++);
        for (int i = 0; i < 2_000; i++) {
            assertFalse(admit(topic, of(200)).keep());
        }
        assertEquals(0, waits);
        assertEquals(0, beside.size());
    }

    @Test
    void a_partition_that_the_record_brings_goes_before_the_choice() throws BadRecord {
        Draft draft = of(1);
        draft.partition = 1;
        assertEquals(1, admit(plain(), draft).partition());
        assertEquals(List.of(), chosen);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, -2, Integer.MAX_VALUE})
    void a_partition_that_is_not_there_is_refused(int partition) {
        Draft draft = of(1);
        draft.partition = partition;
        assertTrue(refusal(plain(), draft).contains("partition " + partition));
        assertEquals(0, waits);
    }

    @Test
    void the_same_answer_is_not_made_anew_for_each_record() throws BadRecord {
        Topic topic = plain();
        assertSame(admit(topic, of(1)), admit(topic, of(2)));
    }

    @Test
    void the_second_record_waits_for_the_leaders_and_no_other() throws BadRecord {
        Topic topic = plain();
        admit(topic, of(1));
        assertEquals(0, waits);
        admit(topic, of(1));
        assertEquals(1, waits);
        admit(topic, of(1));
        assertEquals(1, waits);
    }

    @Test
    void a_record_that_is_refused_is_neither_chosen_for_nor_the_first_one() throws BadRecord {
        Topic topic = plain();
        refusal(topic, of(3000));
        admit(topic, of(1));
        assertEquals(List.of("2"), chosen);
        assertEquals(0, waits);
    }

    @Test
    void small_records_ask_nobody() throws BadRecord {
        admit(plain(), of(20));
        assertEquals(0, asked.size() + beside.size());
    }

    @Test
    void middling_records_ask_beside_the_sending_and_only_once() throws BadRecord {
        Topic topic = plain();
        admit(topic, of(500));
        admit(topic, of(500));
        assertEquals(1, beside.size());
        assertEquals(List.of(), asked);
    }

    @Test
    void a_large_record_waits_for_the_limit() {
        assertEquals("too large: 3070 > 2000 bytes (max.message.bytes of topic 't')", refusal(plain(), of(3000)));
        assertEquals(List.of("t"), asked);
    }

    @Test
    void what_fits_only_when_compressed_goes_alone() throws BadRecord {
        Topic topic = topic(new Second(), false, false, "gzip");
        assertTrue(admit(topic, of(3000)).alone());
        assertFalse(admit(topic, of(1000)).alone());
        assertTrue(refusal(topic, of(5_000_000)).contains("bytes compressed"));
    }

    @Test
    void a_record_is_kept_until_it_is_known_that_none_is_refused_for_its_key() throws BadRecord {
        Topic topic = plain();
        for (int i = 0; i < 1000; i++) {
            assertTrue(admit(topic, of(1)).keep());
        }
        assertEquals(0, beside.size());
        admit(topic, of(1));
        beside.remove().run();
        assertFalse(admit(topic, of(1)).keep());
        assertEquals(List.of("t"), asked);
    }

    @Test
    void a_record_with_its_own_time_is_always_kept() throws BadRecord {
        Topic topic = plain();
        admit(topic, of(1500));
        Draft draft = of(1);
        assertFalse(admit(topic, draft).keep());
        draft.timestamp = 1;
        assertTrue(admit(topic, draft).keep());
    }

    @Test
    void where_all_are_kept_anyway_nobody_is_asked_for_that() throws BadRecord {
        Topic topic = topic(new Second(), false, true, "none");
        for (int i = 0; i < 2000; i++) {
            assertTrue(admit(topic, of(1)).keep());
        }
        assertEquals(0, beside.size());
    }

    @Test
    void a_strict_run_waits_for_the_rules_before_the_first_record() throws BadRecord {
        assertFalse(admit(strict(), of(1)).keep());
        assertEquals(List.of("t"), asked);
    }

    @Test
    void a_strict_run_sends_nothing_that_the_topic_refuses() {
        told = rules(TopicRules.Keys.NEEDED, 2000);
        assertEquals("refused: a compacted topic accepts only records with a key", refusal(strict(), of(1)));
        Draft old = of(1);
        old.setKey("k".getBytes(UTF_8));
        old.timestamp = 1;
        assertTrue(refusal(strict(), old).contains("older than message.timestamp.before.max.ms=1000"));
        old.timestamp = Long.MAX_VALUE;
        assertTrue(refusal(strict(), old).contains("message.timestamp.after.max.ms=1000"));
    }

    @Test
    void a_run_that_is_not_strict_leaves_it_to_the_broker() throws BadRecord {
        told = rules(TopicRules.Keys.NEEDED, 2000);
        Topic topic = plain();
        admit(topic, of(1500));
        assertTrue(admit(topic, of(1)).keep());
    }
}

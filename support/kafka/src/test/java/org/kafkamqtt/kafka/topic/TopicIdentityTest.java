package org.kafkamqtt.kafka.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicIdentityTest {
    private static final Uuid OLD = new Uuid(1, 1);
    private static final Uuid NEW = new Uuid(2, 2);
    private static final TopicSeen MISSING = new TopicSeen.Missing();
    private static final TopicSeen UNTOLD = new TopicSeen.Untold();

    private final TopicIdentity identity = new TopicIdentity(5);

    private List<TopicNews> look(TopicSeen seen, long now) {
        return identity.look(Map.of("t", seen), now);
    }

    private static TopicSeen there(Uuid id, int partitions) {
        return new TopicSeen.There(id, partitions);
    }

    @Test
    void the_first_look_is_what_later_ones_are_compared_with() {
        assertEquals(List.of(), look(there(OLD, 1), 0));
        assertEquals(Optional.of(OLD), identity.id("t"));
        assertEquals(List.of(), look(there(OLD, 1), 1));
    }

    @Test
    void a_topic_recreated_between_two_looks_is_found_though_it_was_never_missing() {
        look(there(OLD, 3), 0);
        assertEquals(List.of(new TopicNews.Recreated("t", NEW, 2)), look(there(NEW, 2), 1));
        assertEquals(Optional.of(NEW), identity.id("t"));
        assertEquals(List.of(), look(there(NEW, 2), 2));
    }

    @Test
    void a_topic_is_gone_once_it_was_missing_for_the_grace_and_that_is_said_once() {
        look(there(OLD, 1), 0);
        assertEquals(List.of(), look(MISSING, 10));
        assertTrue(identity.missing("t") && identity.uncertain());
        assertEquals(List.of(), look(MISSING, 14));
        assertEquals(List.of(new TopicNews.Gone("t")), look(MISSING, 15));
        assertEquals(List.of(), look(MISSING, 99));
        assertFalse(identity.uncertain());
    }

    @Test
    void a_topic_that_comes_back_within_the_grace_is_another_one() {
        look(there(OLD, 1), 0);
        look(MISSING, 10);
        assertEquals(List.of(new TopicNews.Recreated("t", NEW, 1)), look(there(NEW, 1), 13));
        assertFalse(identity.missing("t"));
    }

    @Test
    void a_broker_that_does_not_know_the_topic_for_a_moment_means_nothing() {
        look(there(OLD, 1), 0);
        look(MISSING, 10);
        assertEquals(List.of(), look(there(OLD, 1), 12));
        assertEquals(List.of(), look(MISSING, 20));
        assertEquals(List.of(), look(there(OLD, 1), 22));
    }

    @Test
    void a_broker_that_still_shows_the_old_topic_means_nothing() {
        look(there(OLD, 1), 0);
        look(there(NEW, 1), 1);
        assertEquals(List.of(), look(there(OLD, 1), 2));
        assertEquals(Optional.of(NEW), identity.id("t"));
    }

    @Test
    void where_nobody_tells_nothing_is_learnt_and_nothing_forgotten() {
        look(there(OLD, 1), 0);
        assertEquals(List.of(), look(UNTOLD, 100));
        assertFalse(identity.missing("t"));
        look(MISSING, 200);
        look(UNTOLD, 300);
        assertTrue(identity.missing("t"));
    }

    @Test
    void clusters_too_old_for_ids_never_have_another_topic() {
        look(there(Uuid.ZERO_UUID, 1), 0);
        assertEquals(Optional.empty(), identity.id("t"));
        assertEquals(List.of(), look(there(Uuid.ZERO_UUID, 1), 1));
    }

    @Test
    void new_partitions_are_news() {
        look(there(OLD, 1), 0);
        assertEquals(List.of(new TopicNews.Grown("t", 3)), look(there(OLD, 3), 1));
        assertEquals(List.of(), look(there(OLD, 3), 2));
    }

    @Test
    void a_topic_that_was_given_up_may_come_back_as_another_one() {
        look(there(OLD, 1), 0);
        look(MISSING, 10);
        look(MISSING, 20);
        assertEquals(List.of(new TopicNews.Recreated("t", NEW, 1)), look(there(NEW, 1), 30));
    }

    @Test
    void topics_are_judged_one_by_one() {
        identity.look(Map.of("a", there(OLD, 1), "b", there(NEW, 1)), 0);
        assertEquals(
                List.of(new TopicNews.Recreated("a", NEW, 1)),
                identity.look(Map.of("a", there(NEW, 1), "b", there(NEW, 1)), 1));
    }
}

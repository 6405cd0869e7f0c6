package org.kafkamqtt.topics.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.topics.cluster.Cluster.Extent;
import org.kafkamqtt.topics.plan.Change;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.GrowthRule;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;

/** What is done to a cluster, what is shown and asked before, and what is reported after. */
class WorkTest {
    private static final Consent ASK = new Consent(false, false);
    private static final Consent YES = new Consent(true, false);
    private static final Consent DRY = new Consent(false, true);
    private static final Refusal DENIED = new Refusal(ExitStatus.UNAUTHORISED, "not authorised");

    private final FakeCluster cluster =
            new FakeCluster().with("__own", 1).with("a", 1).with("b-1", 2).with("b-2", 3);

    private static Choice chosen(String... words) {
        return Choice.of(List.of(words), false, false);
    }

    private Report delete(Consent consent, Desk desk, String... words) {
        return new Deletion(chosen(words), false).run(cluster, desk, consent, () -> FakeDesk.looks(5));
    }

    private static List<String> lines(Report report) {
        return report.results().stream()
                .map(result -> result.topic() + " " + result.deed()
                        + result.refusal().map(refusal -> ": " + refusal.why()).orElse(""))
                .toList();
    }

    @Test
    void asks_before_it_deletes_and_shows_what() {
        FakeDesk desk = FakeDesk.saying(true);
        assertEquals(List.of("b-1 deleted", "b-2 deleted"), lines(delete(ASK, desk, "b-*")));
        assertEquals(List.of("delete 2 topics with all records"), desk.asked);
        assertEquals(
                List.of(
                        "TOPIC  PARTITIONS  REPLICAS    SIZE",
                        "b-1             2         1  2.0 kB",
                        "b-2             3         1  3.0 kB"),
                desk.shown);
        assertEquals(List.of("delete b-1", "delete b-2"), cluster.deeds);
    }

    @Test
    void deletes_nothing_after_a_no() {
        Failure no = assertThrows(Failure.class, () -> delete(ASK, FakeDesk.saying(false), "a"));
        assertEquals(ExitStatus.FAILED, no.status());
        assertEquals("nothing was deleted", no.sentence());
        assertEquals(List.of(), cluster.deeds);
    }

    @Test
    void deletes_nothing_where_nobody_can_be_asked_but_shows_what_it_would() {
        FakeDesk desk = FakeDesk.nobody();
        Failure no = assertThrows(Failure.class, () -> delete(ASK, desk, "a"));
        assertEquals(ExitStatus.USAGE, no.status());
        assertEquals("nothing was deleted: nobody can be asked here, so give --yes", no.sentence());
        assertEquals(2, desk.shown.size());
        assertEquals(List.of(), cluster.deeds);
    }

    @Test
    void with_yes_shows_only_what_was_not_typed() {
        FakeDesk named = FakeDesk.nobody();
        delete(YES, named, "a");
        assertEquals(List.of(), named.shown);
        FakeDesk matched = FakeDesk.nobody();
        delete(YES, matched, "b-*");
        assertEquals(3, matched.shown.size());
    }

    @Test
    void a_dry_run_deletes_nothing_and_reports_all() {
        assertEquals(List.of("a would be deleted"), lines(delete(DRY, FakeDesk.nobody(), "a")));
        assertEquals(List.of(), cluster.deeds);
    }

    @Test
    void a_pattern_never_deletes_kafkas_own_topics() {
        assertEquals(List.of("a deleted", "b-1 deleted", "b-2 deleted"), lines(delete(YES, FakeDesk.nobody(), "*")));
    }

    @Test
    void waits_until_topics_are_gone() {
        cluster.delay = 4;
        assertEquals(List.of("a deleted"), lines(delete(YES, FakeDesk.nobody(), "a")));
        assertEquals(3, cluster.topics.size());
    }

    @Test
    void a_topic_that_does_not_go_is_not_reported_as_deleted() {
        cluster.delay = 100;
        Report report = delete(YES, FakeDesk.nobody(), "a");
        assertEquals(ExitStatus.TIMED_OUT, report.status());
        assertEquals(
                List.of(
                        "a failed: topic 'a' is still there 30 s after the brokers agreed to delete it; they may still do"
                                + " so"),
                lines(report));
    }

    @Test
    void of_several_topics_each_is_reported() {
        cluster.stubborn.put("b-1", DENIED);
        Report report = delete(YES, FakeDesk.nobody(), "a", "b-1", "c");
        assertEquals(ExitStatus.PARTIAL, report.status());
        assertEquals(
                List.of(
                        "c failed: topic 'c' does not exist, did you mean 'a'?",
                        "a deleted",
                        "b-1 failed: cannot delete topic 'b-1': not authorised"),
                lines(report));
    }

    @Test
    void a_topic_that_is_not_there_is_fine_if_that_was_said() {
        Report report = new Deletion(chosen("c"), true).run(cluster, FakeDesk.nobody(), YES, () -> FakeDesk.looks(1));
        assertEquals(ExitStatus.OK, report.status());
        cluster.stubborn.put("a", new Refusal(ExitStatus.NOT_FOUND, "it does not exist"));
        Report raced = new Deletion(chosen("a"), true).run(cluster, FakeDesk.nobody(), YES, () -> FakeDesk.looks(1));
        assertEquals(ExitStatus.OK, raced.status());
    }

    private static NewTopicPlan plan(String name, int partitions) {
        return new NewTopicPlan(
                name, OptionalInt.of(partitions), OptionalInt.empty(), Optional.empty(), new TreeMap<>());
    }

    private Report create(FakeDesk desk, boolean lenient, boolean dry, NewTopicPlan... plans) {
        return new Creation(List.of(plans), lenient).run(cluster, desk, dry, FakeDesk.looks(5));
    }

    @Test
    void creates_topics_and_waits_for_their_leaders() {
        cluster.delay = 3;
        Report report = create(FakeDesk.nobody(), false, false, plan("x", 2), plan("y", 1));
        assertEquals(
                List.of(
                        Result.done("x", "created", "2 partitions, 1 replica"),
                        Result.done("y", "created", "1 partition, 1 replica")),
                report.results());
        assertEquals(List.of("create x", "create y", "await 3"), cluster.deeds);
    }

    @Test
    void a_topic_without_leaders_is_not_reported_as_created() {
        cluster.delay = 100;
        Report report = create(FakeDesk.nobody(), false, false, plan("x", 2));
        assertEquals(ExitStatus.TIMED_OUT, report.status());
        assertEquals(
                List.of("x failed: topic 'x' was created, but after 30 s partitions 0, 1 still have no leader"),
                lines(report));
    }

    @Test
    void a_topic_that_exists_is_refused_or_reported_as_it_is() {
        Report refused = create(FakeDesk.nobody(), false, false, plan("a", 2));
        assertEquals(ExitStatus.FAILED, refused.status());
        assertEquals(List.of("a failed: cannot create topic 'a': it already exists"), lines(refused));
        FakeDesk desk = FakeDesk.nobody();
        Report accepted = create(desk, true, false, plan("a", 2));
        assertEquals(List.of(Result.done("a", "exists", "1 partition, 1 replica")), accepted.results());
        assertEquals(List.of("warning: topic 'a' exists with 1 partition, not 2"), desk.said);
    }

    @Test
    void a_dry_run_creates_nothing() {
        assertEquals(
                List.of("x would be created", "a failed: cannot create topic 'a': it already exists"),
                lines(create(FakeDesk.nobody(), false, true, plan("x", 1), plan("a", 1))));
        assertEquals(List.of(), cluster.deeds);
    }

    @Test
    void more_copies_than_brokers_are_refused_in_our_words() {
        cluster.stubborn.put("x", new Refusal(ExitStatus.USAGE, "unable to replicate"));
        NewTopicPlan three =
                new NewTopicPlan("x", OptionalInt.empty(), OptionalInt.of(3), Optional.empty(), new TreeMap<>());
        assertEquals(
                List.of(
                        "x failed: cannot create topic 'x': 3 copies of each partition need 3 brokers, but there is only 1"),
                lines(create(FakeDesk.nobody(), false, false, three)));
    }

    private Report alter(FakeDesk desk, Change change, boolean dry, String... words) {
        return new Alteration(chosen(words), false, change, GrowthRule.unknown())
                .run(cluster, desk, dry, FakeDesk.looks(5));
    }

    private static Change change(int partitions, String... set) {
        TreeMap<String, String> settings = new TreeMap<>();
        for (String name : set) {
            settings.put(name, "1");
        }
        return new Change(
                partitions == 0 ? OptionalInt.empty() : OptionalInt.of(partitions),
                Optional.empty(),
                settings,
                List.of());
    }

    @Test
    void grows_and_sets_and_warns_of_keys_that_move() {
        FakeDesk desk = FakeDesk.nobody();
        Report report = alter(desk, change(4, "x"), false, "b-1");
        assertEquals(List.of(Result.done("b-1", "changed", "2 to 4 partitions, x=1")), report.results());
        assertEquals(List.of("grow b-1", "set b-1"), cluster.deeds);
        assertTrue(desk.said.get(0).startsWith("warning: with 4 partitions instead of 2, 50 % of the keys of 'b-1'"));
    }

    @Test
    void new_partitions_that_do_not_come_are_not_reported_as_there() {
        cluster.delay = 100;
        Report report = alter(FakeDesk.nobody(), change(4), false, "b-1");
        assertEquals(ExitStatus.TIMED_OUT, report.status());
        assertEquals(
                List.of("b-1 failed: cannot change topic 'b-1': accepted, but after 30 s not all partitions are there"
                        + " with a leader"),
                lines(report));
    }

    @Test
    void waits_for_new_partitions() {
        cluster.delay = 3;
        assertEquals(List.of("b-1 changed"), lines(alter(FakeDesk.nobody(), change(4), false, "b-1")));
        assertEquals(4, cluster.partitions("b-1"));
    }

    @Test
    void settings_alone_move_no_keys() {
        FakeDesk desk = FakeDesk.nobody();
        alter(desk, change(0, "x"), false, "b-1");
        assertEquals(List.of(), desk.said);
        assertEquals(List.of("set b-1"), cluster.deeds);
    }

    @Test
    void a_topic_that_could_only_grow_says_both() {
        cluster.stubborn.put("set b-1", new Refusal(ExitStatus.USAGE, "unknown name"));
        assertEquals(
                List.of("b-1 failed: cannot change topic 'b-1': unknown name (it has 4 partitions now)"),
                lines(alter(FakeDesk.nobody(), change(4, "x"), false, "b-1")));
    }

    @Test
    void a_topic_that_could_not_grow_keeps_its_settings() {
        cluster.stubborn.put("grow b-1", new Refusal(ExitStatus.USAGE, "fewer"));
        Report report = alter(FakeDesk.nobody(), change(4, "x"), false, "b-*");
        assertEquals(ExitStatus.PARTIAL, report.status());
        assertEquals(List.of("grow b-2", "set b-2"), cluster.deeds);
    }

    @Test
    void partitions_cannot_be_taken_away() {
        Report report = alter(FakeDesk.nobody(), change(2), false, "b-*");
        assertEquals(ExitStatus.FAILED, report.status());
        assertEquals(
                List.of(
                        "b-1 failed: cannot change topic 'b-1': it has 2 partitions already",
                        "b-2 failed: cannot change topic 'b-2': it has 3 partitions, and none can be taken away"),
                lines(report));
        assertEquals(List.of(), cluster.deeds);
    }

    private Report trim(Consent consent, FakeDesk desk, String... words) {
        return new Trimming(chosen(words), false, 5).run(cluster, desk, consent);
    }

    private void extent(int partition, long first, long end, OptionalLong at) {
        cluster.extents.put(new TopicPartition("b-1", partition), new Extent(first, end, at));
    }

    @Test
    void trims_each_partition_to_its_first_record_that_is_late_enough() {
        extent(0, 10, 1010, OptionalLong.of(500));
        extent(1, 0, 7, OptionalLong.empty());
        FakeDesk desk = FakeDesk.saying(true);
        Report report = trim(ASK, desk, "b-1");
        assertEquals(List.of(Result.done("b-1", "trimmed", "497 records")), report.results());
        assertEquals(List.of("delete 497 records of 1 topic"), desk.asked);
        assertEquals(
                List.of("trim b-1-0 500", "trim b-1-1 7"),
                cluster.deeds.stream().sorted().toList());
    }

    @Test
    void asks_nobody_where_there_is_nothing_to_trim() {
        extent(0, 10, 1010, OptionalLong.of(10));
        extent(1, 7, 7, OptionalLong.empty());
        assertEquals(
                List.of(Result.done("b-1", "trimmed", "0 records")),
                trim(ASK, FakeDesk.nobody(), "b-1").results());
        assertEquals(List.of(), cluster.deeds);
    }

    @Test
    void partitions_that_kept_their_records_are_named() {
        extent(0, 0, 5, OptionalLong.empty());
        extent(1, 0, 5, OptionalLong.empty());
        cluster.kept.put(new TopicPartition("b-1", 1), new Refusal(ExitStatus.USAGE, "it is compacted"));
        assertEquals(
                List.of("b-1 failed: cannot trim partition 1 of topic 'b-1': it is compacted"),
                lines(trim(YES, FakeDesk.nobody(), "b-1")));
    }

    @Test
    void partitions_that_did_not_answer_are_named() {
        extent(0, 0, 5, OptionalLong.empty());
        Report report = trim(DRY, FakeDesk.nobody(), "b-1");
        assertEquals(ExitStatus.UNREACHABLE, report.status());
        assertEquals(
                List.of("b-1 failed: cannot trim partition 1 of topic 'b-1': no leader told where it begins"),
                lines(report));
    }
}

package org.kafkamqtt.consumer.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

class GroupFeedTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);

    private final MockConsumer<byte[], byte[]> member = new MockConsumer<>("earliest");
    private final MockConsumer<byte[], byte[]> records = new MockConsumer<>("earliest");
    private final List<String> heard = new ArrayList<>();
    private long now;
    private final GroupFeed feed =
            new GroupFeed(new ClientFeed(member), new ClientFeed(records), () -> now += 1_000_000);
    private Runnable onAssigned = () -> {};

    @BeforeEach
    void begin() {
        Map<TopicPartition, Long> beginnings = Map.of(ZERO, 0L, ONE, 0L);
        member.updateBeginningOffsets(beginnings);
        records.updateBeginningOffsets(beginnings);
        feed.subscribe(List.of("t"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                heard.add("assigned " + partitions);
                onAssigned.run();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                heard.add("revoked " + partitions + " while reading " + records.assignment());
            }
        });
    }

    private void logged(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            records.addRecord(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[0], "v".getBytes(UTF_8)));
        }
    }

    private List<String> polled() {
        List<String> all = new ArrayList<>();
        try (Fetched fetched = feed.poll(Duration.ofMillis(10))) {
            for (Portion portion : fetched.portions()) {
                while (portion.next()) {
                    all.add(portion.partition() + ":" + portion.record().offset());
                }
            }
        }
        return all;
    }

    @Test
    void reads_from_where_the_member_knows_the_commits_with_the_member_paused() {
        member.schedulePollTask(() -> {
            member.rebalance(List.of(ZERO));
            member.seek(ZERO, 5);
        });
        records.schedulePollTask(() -> logged(ZERO, 3, 4, 5, 6));
        assertEquals(List.of("0:5", "0:6"), polled());
        assertEquals(Set.of(ZERO), member.paused());
        assertEquals(List.of("assigned [t-0]"), heard);
        assertEquals(7, feed.position(ZERO));
        assertEquals(5, member.position(ZERO));
    }

    @Test
    void a_partition_that_was_placed_is_read_from_there_whatever_is_committed() {
        onAssigned = () -> feed.seek(ZERO, 2);
        member.schedulePollTask(() -> member.rebalance(List.of(ZERO)));
        records.schedulePollTask(() -> logged(ZERO, 1, 2, 3));
        assertEquals(List.of("0:2", "0:3"), polled());
        assertEquals(2, member.position(ZERO));
    }

    @Test
    void a_partition_that_waits_stays_paused_when_its_place_is_found() {
        onAssigned = () -> feed.pause(List.of(ZERO));
        member.schedulePollTask(() -> {
            member.rebalance(List.of(ZERO, ONE));
            member.seek(ZERO, 0);
            member.seek(ONE, 0);
        });
        records.schedulePollTask(() -> logged(ONE, 0));
        assertEquals(List.of("1:0"), polled());
        assertEquals(Set.of(ZERO), records.paused());
        logged(ZERO, 0);
        assertEquals(List.of(), polled());
        feed.resume(List.of(ZERO, ONE));
        assertEquals(List.of("0:0"), polled());
    }

    @Test
    void what_is_taken_away_is_read_until_the_listener_has_let_go_of_it() {
        member.schedulePollTask(() -> {
            member.rebalance(List.of(ZERO, ONE));
            member.seek(ZERO, 0);
            member.seek(ONE, 0);
        });
        assertEquals(List.of(), polled());
        member.schedulePollTask(() -> member.rebalance(List.of(ONE)));
        assertEquals(List.of(), polled());
        assertTrue(heard.get(1).startsWith("revoked [t-"), heard.toString());
        assertTrue(
                heard.get(1).contains("while reading [t-0, t-1]")
                        || heard.get(1).contains("while reading [t-1, t-0]"),
                heard.toString());
        assertEquals(Set.of(ONE), records.assignment());
    }

    @Test
    void a_wish_to_wake_up_ends_one_request_only() {
        member.schedulePollTask(() -> member.rebalance(List.of(ZERO)));
        onAssigned = () -> feed.seek(ZERO, 0);
        assertEquals(List.of(), polled());
        feed.wakeup();
        assertThrows(WakeupException.class, this::polled);
        logged(ZERO, 0);
        assertEquals(List.of("0:0"), polled());
        feed.commitSync(Map.of(ZERO, new OffsetAndMetadata(1)), Duration.ofSeconds(1));
        assertEquals(Map.of(ZERO, new OffsetAndMetadata(1)), member.committed(Set.of(ZERO)));
    }

    /** A member that does not find out where the first partition begins, and has partitions before and after it says so. */
    private static final class Slow extends MockConsumer<byte[], byte[]> {
        private Set<TopicPartition> more = Set.of();

        Slow() {
            super("earliest");
            updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration limit) {
            if (partition.equals(ZERO)) {
                throw new TimeoutException("no leader");
            }
            return 0;
        }

        @Override
        public synchronized Set<TopicPartition> assignment() {
            Set<TopicPartition> all = new HashSet<>(super.assignment());
            all.addAll(more);
            return all;
        }
    }

    private GroupFeed slowly(Slow slow) {
        GroupFeed feedOfSlow = new GroupFeed(new ClientFeed(slow), new ClientFeed(records), () -> now += 1_000_000);
        feedOfSlow.subscribe(List.of("t"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
        return feedOfSlow;
    }

    @Test
    void a_partition_without_a_place_does_not_hold_up_the_others() {
        Slow slow = new Slow();
        GroupFeed others = slowly(slow);
        slow.schedulePollTask(() -> slow.rebalance(List.of(ZERO, ONE)));
        others.poll(Duration.ofMillis(10)).close();
        assertEquals(Set.of(ONE), records.assignment());
        assertEquals(Set.of(ZERO, ONE), others.assignment());
        assertEquals(OptionalLong.empty(), others.currentLag(ZERO));
    }

    @Test
    void it_has_the_partitions_that_the_listener_was_told_of() {
        Slow slow = new Slow();
        GroupFeed told = slowly(slow);
        slow.more = Set.of(ZERO);
        slow.schedulePollTask(() -> slow.rebalance(List.of(ONE)));
        told.poll(Duration.ofMillis(10)).close();
        assertEquals(Set.of(ONE), told.assignment());
        slow.more = Set.of(ZERO, ONE);
        slow.schedulePollTask(() -> slow.rebalance(List.of()));
        told.poll(Duration.ofMillis(10)).close();
        assertEquals(Set.of(), told.assignment());
    }

    /** A client whose polls take as long as they may, and are counted. */
    private final class Patient extends MockConsumer<byte[], byte[]> {
        private int polls;

        Patient() {
            super("earliest");
            updateBeginningOffsets(Map.of(ZERO, 0L));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
            polls++;
            ConsumerRecords<byte[], byte[]> polled = super.poll(wait);
            now += polled.isEmpty() ? wait.toNanos() : 0;
            return polled;
        }
    }

    @Test
    void the_longer_nothing_comes_the_less_often_the_member_is_polled() {
        Patient quiet = new Patient();
        Patient source = new Patient();
        GroupFeed idle = new GroupFeed(new ClientFeed(quiet), new ClientFeed(source), () -> now);
        idle.subscribe(List.of("t"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                idle.seek(ZERO, 0);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
        quiet.schedulePollTask(() -> quiet.rebalance(List.of(ZERO)));
        // After 0, 20, 60, 140, 300, 620 and 940 ms.
        idle.poll(Duration.ofSeconds(1)).close();
        assertEquals(7, quiet.polls);
        idle.poll(Duration.ofMillis(200)).close();
        assertEquals(8, quiet.polls);
        source.addRecord(new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]));
        idle.poll(Duration.ofMillis(200)).close();
        assertEquals(9, quiet.polls);
        // After 0, 20, 60 and 140 ms.
        idle.poll(Duration.ofMillis(200)).close();
        assertEquals(13, quiet.polls);
    }

    @Test
    void closing_it_closes_both() {
        feed.close(Duration.ZERO);
        assertTrue(member.closed());
        assertTrue(records.closed());
    }
}

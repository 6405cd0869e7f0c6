package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.OffsetRange;
import org.kafkamqtt.consumer.select.Point;

/**
 * The range in which each assigned partition is read: the plan, looked up in the cluster when a partition is assigned.
 *
 * <p>The end is a snapshot taken at that moment and compared with the reader's position, which also passes transaction
 * markers and gaps of compaction. The plan moves a partition once per run: in a group it must not be read again whenever
 * it comes back. Not thread-safe; the reading thread owns it.
 */
public final class Starts {
    private final Feed feed;
    private final OffsetPlan plan;
    private final boolean grouped;
    private final boolean exitAtEnd;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Set<String> renewed = new HashSet<>();
    private final Set<TopicPartition> fresh = new HashSet<>();
    private final Set<TopicPartition> moved = new HashSet<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, OffsetRange> exact;

    /**
     * Starts by a plan.
     *
     * @param exact ranges that were looked up before, and override the plan
     */
    public Starts(
            Feed feed, OffsetPlan plan, Map<TopicPartition, OffsetRange> exact, boolean grouped, boolean exitAtEnd) {
        this.feed = feed;
        this.plan = plan;
        this.exact = Map.copyOf(exact);
        this.grouped = grouped;
        this.exitAtEnd = exitAtEnd;
    }

    private OffsetRange range(TopicPartition partition) {
        OffsetRange found = exact.get(partition);
        return found == null ? plan.of(partition.partition()) : found;
    }

    /** Places the partitions; those with a known next offset start there, whatever the plan says. */
    void place(Collection<TopicPartition> partitions, Map<TopicPartition, Long> known) {
        Lookup lookup = new Lookup(partitions);
        for (TopicPartition partition : partitions) {
            OffsetRange range = range(partition);
            Long next = known.get(partition);
            if (next != null) {
                feed.seek(partition, next);
                moved.add(partition);
            } else if (moved.add(partition)) {
                if (renewed.contains(partition.topic())) {
                    beginAgain(partition);
                } else {
                    begin(partition, range.start(), lookup);
                }
            }
            end(range, partition, lookup).ifPresent(end -> ends.putIfAbsent(partition, end));
        }
    }

    /** Another topic has this name from now on: nothing known about its partitions is valid any more. */
    void renewed(String topic) {
        renewed.add(topic);
        moved.removeIf(partition -> partition.topic().equals(topic));
        ends.keySet().removeIf(partition -> partition.topic().equals(topic));
    }

    /** These partitions were ours when the topic was found recreated: nobody else can have begun with them. */
    void fromBeginning(Collection<TopicPartition> partitions) {
        fresh.addAll(partitions);
    }

    /** All of a recreated topic is new, whatever the plan says; another member may have begun with it. */
    private void beginAgain(TopicPartition partition) {
        OffsetAndMetadata committed = !fresh.remove(partition) && grouped
                ? feed.committed(Set.of(partition)).get(partition)
                : null;
        if (committed == null) {
            feed.seekToBeginning(Set.of(partition));
        } else {
            feed.seek(partition, committed);
        }
    }

    /** The current positions of these partitions, to be committed; those not known soon are left out. */
    Map<TopicPartition, OffsetAndMetadata> beginnings(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        if (!grouped) {
            return beginnings;
        }
        partitions.forEach(partition ->
                position(partition).ifPresent(next -> beginnings.put(partition, new OffsetAndMetadata(next))));
        return beginnings;
    }

    /** The current position of the partition; nothing if it has no leader yet. */
    private Optional<Long> position(TopicPartition partition) {
        try {
            return Optional.of(feed.position(partition, SOON));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Goes back to the committed offsets of the group, or to the plan's start where there are none. */
    void rewind(Collection<TopicPartition> partitions) {
        Lookup lookup = new Lookup(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = feed.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            Point start = plan.of(partition.partition()).start().orElse(new Point.Beginning());
            if (offset != null) {
                feed.seek(partition, offset);
            } else if (start instanceof Point.Stored || start instanceof Point.Beginning) {
                feed.seekToBeginning(Set.of(partition));
            } else {
                feed.seek(partition, lookup.offset(partition, start));
            }
        }
    }

    private void begin(TopicPartition partition, Optional<Point> start, Lookup lookup) {
        Point point = start.orElse(grouped ? new Point.Stored() : new Point.Beginning());
        if (point instanceof Point.Stored) {
            return;
        }
        if (point instanceof Point.Beginning) {
            feed.seekToBeginning(Set.of(partition));
        } else {
            feed.seek(partition, lookup.offset(partition, point));
        }
    }

    private Optional<Long> end(OffsetRange range, TopicPartition partition, Lookup lookup) {
        Optional<Long> said = range.end().map(point -> lookup.offset(partition, point));
        return said.isEmpty() && exitAtEnd ? Optional.of(lookup.end(partition)) : said;
    }

    /** The offset before which reading of the partition ends; {@link Long#MAX_VALUE} if it does not. */
    public long endOf(TopicPartition partition) {
        Long end = ends.get(partition);
        return end == null ? Long.MAX_VALUE : end;
    }

    /** Whether reading ends anywhere at all. */
    boolean bounded() {
        return exitAtEnd || plan.ends();
    }

    /** Whether every partition of ours has an end and has reached it; true if none is ours. */
    boolean allReached(Collection<TopicPartition> assignment) {
        for (TopicPartition partition : assignment) {
            long end = endOf(partition);
            if (end == Long.MAX_VALUE || feed.position(partition) < end) {
                return false;
            }
        }
        return true;
    }

    /** What the cluster knows about partitions, each question asked once for all of them. */
    private final class Lookup {
        private final Collection<TopicPartition> partitions;
        private @Nullable Map<TopicPartition, Long> beginnings;
        private @Nullable Map<TopicPartition, Long> ends;

        Lookup(Collection<TopicPartition> partitions) {
            this.partitions = partitions;
        }

        long beginning(TopicPartition partition) {
            if (beginnings == null) {
                beginnings = feed.beginningOffsets(partitions);
            }
            return beginnings.getOrDefault(partition, 0L);
        }

        long end(TopicPartition partition) {
            if (ends == null) {
                ends = feed.endOffsets(partitions);
            }
            return ends.getOrDefault(partition, 0L);
        }

        /** The offset of the point, never outside of what exists. */
        long offset(TopicPartition partition, Point point) {
            return Math.max(beginning(partition), Math.min(end(partition), raw(partition, point)));
        }

        private long raw(TopicPartition partition, Point point) {
            if (point instanceof Point.At at) {
                return at.offset();
            }
            if (point instanceof Point.AfterBeginning after) {
                return beginning(partition) + after.count();
            }
            if (point instanceof Point.BeforeEnd before) {
                return end(partition) - before.count();
            }
            if (point instanceof Point.Time time) {
                OffsetAndTimestamp found =
                        feed.offsetsForTimes(Map.of(partition, time.millis())).get(partition);
                return found == null ? end(partition) : found.offset();
            }
            return point instanceof Point.Beginning ? beginning(partition) : end(partition);
        }
    }
}

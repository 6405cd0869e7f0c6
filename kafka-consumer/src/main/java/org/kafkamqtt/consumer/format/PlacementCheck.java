package org.kafkamqtt.consumer.format;

import java.util.Map;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Finds the records that are not where a balancer would have put them, and counts them.
 *
 * <p>The balancer is asked once for each record, since some of them remember what they were asked. Not thread-safe; the owner of the
 * sink owns it.
 */
public final class PlacementCheck {
    /** The home of a record for which the balancer has no answer, as when a header is missing. */
    static final int NOWHERE = -1;

    private final Balancer balancer;
    private final String name;
    private final Map<String, Partitions> partitions;
    private long seen;
    private long leftOut;
    private long misplaced;
    private String first = "";
    private String lastTopic = "";
    private int lastPartition = -1;
    private long lastOffset = -1;
    private int lastHome;
    private String lastTrouble = "";

    /**
     * Makes the check.
     *
     * @param balancer used for nothing else
     * @param name of the balancer, for people
     * @param partitions of each topic
     */
    public PlacementCheck(Balancer balancer, String name, Map<String, Partitions> partitions) {
        this.balancer = balancer;
        this.name = name;
        this.partitions = Map.copyOf(partitions);
    }

    /** A filter that looks at each record and leaves the decision to another. */
    public RecordFilter before(RecordFilter filter) {
        return record -> {
            look(record);
            return filter.wants(record);
        };
    }

    private void look(LogRecord record) {
        if (!Balancers.decides(balancer, new RecordMessage(record, record.topic()))) {
            leftOut++;
            return;
        }
        seen++;
        int wanted = home(record);
        if (wanted != record.partition()) {
            misplaced++;
            if (first.isEmpty()) {
                first = "first " + record.topic() + " offset " + record.offset() + " on partition " + record.partition()
                        + ", " + (wanted == NOWHERE ? "for which " + lastTrouble : "which belongs on " + wanted);
            }
        }
    }

    /** Whether the record is in the wrong partition; no if its partition is left to chance. */
    boolean isWrong(LogRecord record) {
        return home(record) != record.partition()
                && Balancers.decides(balancer, new RecordMessage(record, record.topic()));
    }

    /** The partition where the balancer would put the record, or {@link #NOWHERE}. */
    int home(LogRecord record) {
        if (record.offset() != lastOffset
                || record.partition() != lastPartition
                || !record.topic().equals(lastTopic)) {
            Partitions of = partitions.getOrDefault(record.topic(), Partitions.of(1));
            try {
                lastHome = balancer.choose(new RecordMessage(record, record.topic()), of);
            } catch (BalancerException e) {
                lastHome = NOWHERE;
                lastTrouble = e.sentence();
            }
            lastTopic = record.topic();
            lastPartition = record.partition();
            lastOffset = record.offset();
        }
        return lastHome;
    }

    public long misplaced() {
        return misplaced;
    }

    /** The result, in one line. */
    public String verdict() {
        return misplaced + " of " + seen + " records are not where " + name + " would put them"
                + (first.isEmpty() ? "" : ", " + first)
                + (leftOut == 0
                        ? ""
                        : "; not checked: " + leftOut + " whose partition it chooses at random or in turn");
    }
}

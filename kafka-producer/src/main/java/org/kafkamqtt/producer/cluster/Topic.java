package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.topic.TopicCheck;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/** A topic that exists, with the choice of its partitions. */
public final class Topic {
    private static final int FIRST_KEPT = 1000;
    /** Bytes of a record that is worth asking for beside the sending. */
    private static final int MIDDLING = 128;
    /** Bytes of a record that is worth waiting for the answer. */
    private static final int LARGE = 1024;

    private final String name;
    private final Integer[] numbers;
    private final PartitionChoice choice;
    private final @Nullable Learning learning;
    private final TopicRules rules;
    private final Runnable awaitLeaders;
    private Opening opening = Opening.UNUSED;
    private boolean picky = true;
    private int unasked = FIRST_KEPT;
    private int largest = Integer.MAX_VALUE;
    private TopicRules.@Nullable Rules rule;

    /**
     * A topic.
     *
     * @param awaitLeaders waits until all partitions take records
     */
    Topic(String name, int partitions, PartitionChoice choice, TopicRules rules, Runnable awaitLeaders) {
        this.name = name;
        this.awaitLeaders = awaitLeaders;
        this.rules = rules;
        this.numbers = IntStream.range(0, partitions).boxed().toArray(Integer[]::new);
        this.choice = choice;
        this.learning = choice.learning().orElse(null);
    }

    public String name() {
        return name;
    }

    /** How far sending has got: a lone record waits for nothing, the second one for the leaders. */
    private enum Opening {
        UNUSED,
        ONE_SENT,
        OPEN
    }

    /** To be called before each record is sent, since {@link org.kafkamqtt.kafka.topic.Leaders} must be there for the second. */
    public void open() {
        if (opening != Opening.OPEN) {
            if (opening == Opening.ONE_SENT) {
                awaitLeaders.run();
            }
            opening = opening == Opening.UNUSED ? Opening.ONE_SENT : Opening.OPEN;
        }
    }

    /** Who wants to hear what became of records, or null. */
    @Nullable
    public Learning learning() {
        return learning;
    }

    /** Waits for the rules of the topic, where no record may be sent that it refuses. */
    public void learnRules() {
        if (rule == null) {
            learnt(rules.of(name));
        }
    }

    /**
     * Whether the broker may refuse a record for its content, and with it all of its batch: without a key in a compacted
     * topic, or for its own time.
     *
     * <p>As long as that is not known it may. Short runs never ask, since asking takes a client of its own.
     */
    public boolean picky(Draft draft) {
        if (rule == null) {
            if (unasked > 0) {
                unasked--;
            } else {
                rules.askBeside(name);
                rules.known(name).ifPresent(this::learnt);
            }
        }
        return picky || draft.timestamp != Draft.NOW;
    }

    /** Why the broker would refuse the record, if that is known. */
    public Optional<String> refusal(Draft draft) {
        return rule == null ? Optional.empty() : rule.refusal(draft);
    }

    /**
     * The largest batch the topic takes, as far as it is known or a record of this size is worth asking.
     *
     * <p>A record beyond it must not even be sent: if one of a few bytes is in its batch, kafka-clients 4.3 splits the batch
     * into itself and sends it again for ever.
     */
    public int largest(int size) {
        if (rule == null && size > MIDDLING) {
            if (size > LARGE) {
                learnRules();
            } else {
                rules.askBeside(name);
                rules.known(name).ifPresent(this::learnt);
            }
        }
        return largest;
    }

    private void learnt(TopicRules.Rules found) {
        rule = found;
        picky = found.keys() != TopicRules.Keys.LEFT_OUT;
        largest = found.largest().orElse(Integer.MAX_VALUE);
    }

    /** What the choice of the record's partition follows. */
    public String reason(Draft draft) {
        return choice.reason(draft);
    }

    public int partitions() {
        return numbers.length;
    }

    /** Status 6 if there is no such partition. */
    public void check(int partition) {
        if (partition >= numbers.length) {
            throw missing(partition);
        }
    }

    private Failure missing(int partition) {
        return TopicCheck.missingPartition(name, partition, numbers.length);
    }

    /**
     * Where the record goes; null leaves it to the Kafka client.
     *
     * @throws BadRecord if there is no such partition
     */
    @org.jspecify.annotations.Nullable
    public Integer partition(Draft draft) throws BadRecord {
        int wanted = draft.partition;
        if (wanted == Draft.ANY_PARTITION) {
            wanted = choice.choose(draft);
            if (wanted == PartitionChoice.CLIENT) {
                return null;
            }
        }
        if (wanted < 0 || wanted >= numbers.length) {
            throw new BadRecord(missing(wanted).sentence());
        }
        return numbers[wanted];
    }
}

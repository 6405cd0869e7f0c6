package org.kafkamqtt.producer.cluster;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.topic.TopicCheck;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/**
 * A topic that exists: which records it accepts, and where they go.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class Topic {
    private static final int FIRST_KEPT = 1000;
    /** From this size in bytes on, a record is worth asking for the topic's rules while sending goes on. */
    private static final int MIDDLING = 128;
    /** From this size in bytes on, a record is worth waiting for the answer. */
    private static final int LARGE = 1024;

    private final String name;
    private Integer[] numbers;
    /** One for each partition, the client's choice first, times the two questions of {@link Admission}. */
    private @Nullable Admission[] admissions;

    private final PartitionChoice choice;
    private final @Nullable Learning learning;
    private final TopicRules rules;
    private final Terms terms;
    private final Runnable awaitLeaders;
    private Opening opening = Opening.UNUSED;
    private boolean picky = true;
    private int unasked = FIRST_KEPT;
    private int largest = Integer.MAX_VALUE;
    private TopicRules.@Nullable Rules rule;

    /**
     * A topic.
     *
     * @param awaitLeaders waits until all partitions accept records
     */
    Topic(String name, int partitions, PartitionChoice choice, TopicRules rules, Terms terms, Runnable awaitLeaders) {
        this.name = name;
        this.awaitLeaders = awaitLeaders;
        this.rules = rules;
        this.terms = terms;
        this.numbers = IntStream.range(0, partitions).boxed().toArray(Integer[]::new);
        this.admissions = new Admission[4 * (partitions + 1)];
        this.choice = choice;
        this.learning = choice.learning().orElse(null);
    }

    public String name() {
        return name;
    }

    public int partitions() {
        return numbers.length;
    }

    /** How far sending has got: the first record waits for nothing, the second one for the leaders. */
    private enum Opening {
        UNUSED,
        ONE_SENT,
        OPEN
    }

    /**
     * Admits a record, to be sent next, and decides how.
     *
     * <p>A record that the topic refuses must not even be sent where it would take others down with it; so this may wait for
     * the cluster to report the topic's rules, and for {@link org.kafkamqtt.kafka.topic.Leaders}, needed from the second
     * record on.
     *
     * @param size bytes of the record as a batch of its own, at most
     * @throws BadRecord if the topic is known to refuse it, or has no such partition
     */
    public Admission admit(Draft draft, int size) throws BadRecord {
        learnFor(size);
        if (terms.strict() && rule != null) {
            refuse(rule.refusal(draft));
        }
        boolean alone = size > largest;
        if (alone) {
            refuse(tooLarge(draft));
        }
        Integer partition = choose(draft);
        open();
        return admission(partition, keep(draft), alone);
    }

    private static void refuse(Optional<String> why) throws BadRecord {
        if (why.isPresent()) {
            throw new BadRecord(why.get());
        }
    }

    /** Asks for the rules of the topic, as far as they matter to a record of this size. */
    private void learnFor(int size) {
        if (rule != null) {
            return;
        }
        if (terms.strict() || size > LARGE) {
            learn(rules.of(name));
        } else if (size > MIDDLING && !terms.mended()) {
            askBeside();
        }
    }

    private void askBeside() {
        rules.askBeside(name);
        rules.known(name).ifPresent(this::learn);
    }

    private void learn(TopicRules.Rules found) {
        rule = found;
        picky = found.keys() != TopicRules.Keys.LEFT_OUT;
        largest = found.largest().orElse(Integer.MAX_VALUE);
    }

    private Optional<String> tooLarge(Draft draft) {
        int size = terms.squeeze().size(draft);
        if (size <= largest) {
            return Optional.empty();
        }
        String words = terms.squeeze().compresses() ? " bytes compressed" : " bytes";
        return Optional.of(
                "too large: " + size + " > " + largest + words + " (max.message.bytes of topic '" + name + "')");
    }

    /**
     * Decides whether the record is kept, since the broker may refuse it for its content, and its whole batch with it: for a
     * missing key in a compacted topic, or for its timestamp.
     *
     * <p>While that is unknown, it is kept. Short runs never ask, since asking takes a client of its own.
     */
    private boolean keep(Draft draft) {
        if (terms.keepAll() || terms.strict() || terms.mended()) {
            return terms.keepAll();
        }
        if (rule == null && unasked > 0) {
            unasked--;
        } else if (rule == null) {
            askBeside();
        }
        return picky || draft.timestamp != Draft.NOW;
    }

    private void open() {
        if (opening != Opening.OPEN) {
            if (opening == Opening.ONE_SENT) {
                if (!terms.mended()) {
                    awaitLeaders.run();
                }
            }
            opening = opening == Opening.UNUSED ? Opening.ONE_SENT : Opening.OPEN;
        }
    }

    private Admission admission(@Nullable Integer partition, boolean keep, boolean alone) {
        int index = 4 * (partition == null ? 0 : partition + 1) + (keep ? 2 : 0) + (alone ? 1 : 0);
        Admission admission = admissions[index];
        if (admission == null) {
            admission = new Admission(partition, keep, alone, partition == null ? null : learning);
            admissions[index] = admission;
        }
        return admission;
    }

    /** The reason for the choice of the record's partition. */
    public String reason(Draft draft) {
        return choice.reason(draft);
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

    /** The topic may have got more partitions, and a choice that follows it names only those that exist. */
    private void grow(int partitions) {
        if (partitions > numbers.length) {
            numbers = IntStream.range(0, partitions).boxed().toArray(Integer[]::new);
            admissions = Arrays.copyOf(admissions, 4 * (partitions + 1));
        }
    }

    /**
     * Decides where the record goes; null leaves it to the Kafka client.
     *
     * @throws BadRecord if there is no such partition
     */
    @Nullable
    public Integer choose(Draft draft) throws BadRecord {
        int wanted = draft.partition;
        if (wanted == Draft.ANY_PARTITION) {
            wanted = choice.choose(draft);
            if (wanted == PartitionChoice.CLIENT) {
                return null;
            }
            grow(wanted + 1);
        }
        if (wanted < 0 || wanted >= numbers.length) {
            throw new BadRecord(missing(wanted).sentence());
        }
        return numbers[wanted];
    }
}

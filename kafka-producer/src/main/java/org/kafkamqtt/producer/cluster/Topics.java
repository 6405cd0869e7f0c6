package org.kafkamqtt.producer.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.Leaders;
import org.kafkamqtt.kafka.topic.TopicCheck;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.record.BadRecord;

/** The topics that records go to, each looked up once. The sending thread owns it. */
public final class Topics {
    /** How long metadata may take before the cluster is asked why. */
    private static final Duration PATIENCE = Duration.ofMillis(200);
    /** By then, a topic that the broker creates at the first request for it exists. */
    private static final Duration CREATION = Duration.ofMillis(600);
    /** How much longer a topic that exists may take to answer. */
    private static final Duration SLOWLY = Duration.ofMillis(1500);

    private final Connection connection;
    private final TopicRules rules;
    private final SharedAdmin admin;
    private final KafkaSettings settings;
    private final PartitionChoice.Maker choices;
    private final Terms terms;
    private final Map<String, Topic> known = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private @Nullable Topic last;
    private @Nullable TopicWatch watch;

    public Topics(
            Connection connection,
            KafkaSettings settings,
            PartitionChoice.Maker choices,
            Terms terms,
            TopicRules rules,
            SharedAdmin admin) {
        this.connection = connection;
        this.admin = admin;
        this.rules = rules;
        this.settings = settings;
        this.choices = choices;
        this.terms = terms;
    }

    /** Has this watcher watch the topics that are found from now on. */
    public void tell(TopicWatch watcher) {
        watch = watcher;
    }

    /**
     * The topic of this name, before any record is read.
     *
     * @throws Failure status 6 if it does not exist, or for any other obstacle
     */
    public Topic require(String name) {
        return find(name, Optional.of("--create 6 makes it, with 6 partitions"));
    }

    /**
     * The topic of this name.
     *
     * @throws BadRecord if it does not exist
     */
    public Topic of(String name) throws BadRecord {
        Topic topic = last;
        if (topic == null || !name.equals(topic.name())) {
            Topic before = known.get(name);
            topic = before == null ? lookUp(name) : before;
            last = topic;
        }
        return topic;
    }

    private Topic lookUp(String name) throws BadRecord {
        String clause = missing.get(name);
        if (clause != null) {
            throw new BadRecord(clause);
        }
        try {
            return find(name, Optional.empty());
        } catch (Failure e) {
            if (e.status() != ExitStatus.NOT_FOUND) {
                throw e;
            }
            missing.put(name, e.sentence());
            throw new BadRecord(e.sentence());
        }
    }

    private Topic find(String name, Optional<String> advice) {
        List<PartitionInfo> partitions = partitions(name, advice);
        Topic topic = new Topic(
                name,
                partitions.size(),
                choices.of(name, partitions.size()),
                rules,
                terms,
                () -> awaitLeaders(partitions));
        known.put(name, topic);
        if (watch != null) {
            watch.add(List.of(name));
        }
        return topic;
    }

    private void awaitLeaders(List<PartitionInfo> partitions) {
        List<TopicPartition> led = Leaders.led(partitions);
        if (led.isEmpty()) {
            return;
        }
        try {
            Leaders.await(admin.get(), led);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PartitionInfo> partitions(String name, Optional<String> advice) {
        FutureTask<List<PartitionInfo>> asked = new FutureTask<>(() -> connection.partitionsFor(name));
        Thread thread = new Thread(asked, "metadata");
        thread.setDaemon(true);
        thread.start();
        try {
            return await(asked, name, advice);
        } catch (ExecutionException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.FAILED, "stopped", e);
        } finally {
            asked.cancel(true);
        }
    }

    private List<PartitionInfo> await(FutureTask<List<PartitionInfo>> asked, String name, Optional<String> advice)
            throws ExecutionException, InterruptedException {
        long begun = System.nanoTime();
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Failure why = TopicCheck.whyMissing(settings, name, advice);
            Duration more =
                    why.status() == ExitStatus.NOT_FOUND ? CREATION.minusNanos(System.nanoTime() - begun) : SLOWLY;
            return awaitLonger(asked, more, why);
        }
    }

    private static List<PartitionInfo> awaitLonger(FutureTask<List<PartitionInfo>> asked, Duration wait, Failure why)
            throws ExecutionException, InterruptedException {
        try {
            return asked.get(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw why;
        }
    }
}

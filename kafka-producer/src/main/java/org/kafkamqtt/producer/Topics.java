package org.kafkamqtt.producer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Leaders;
import org.kafkamqtt.kafka.TopicCheck;

/** The topics that records go to, each looked up once. The sending thread owns it. */
final class Topics {
    /** How long metadata may take before the cluster is asked why. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Connection connection;
    private final TopicRules rules;
    private final SharedAdmin admin;
    private final KafkaSettings settings;
    private final PartitionChoice.Maker choices;
    private final Map<String, Topic> known = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private @Nullable Topic last;

    Topics(
            Connection connection,
            KafkaSettings settings,
            PartitionChoice.Maker choices,
            TopicRules rules,
            SharedAdmin admin) {
        this.connection = connection;
        this.admin = admin;
        this.rules = rules;
        this.settings = settings;
        this.choices = choices;
    }

    /**
     * The topic of this name, before any record is read.
     *
     * @throws Failure status 6 if it does not exist, or what else stands in the way
     */
    Topic require(String name) {
        return found(name);
    }

    /**
     * The topic of this name.
     *
     * @throws BadRecord if it does not exist
     */
    Topic of(String name) throws BadRecord {
        Topic topic = last;
        if (topic == null || !name.equals(topic.name())) {
            Topic before = known.get(name);
            topic = before == null ? lookedUp(name) : before;
            last = topic;
        }
        return topic;
    }

    private Topic lookedUp(String name) throws BadRecord {
        String clause = missing.get(name);
        if (clause != null) {
            throw new BadRecord(clause);
        }
        try {
            return found(name);
        } catch (Failure e) {
            if (e.status() != ExitStatus.NOT_FOUND) {
                throw e;
            }
            missing.put(name, e.sentence());
            throw new BadRecord(e.sentence());
        }
    }

    private Topic found(String name) {
        List<PartitionInfo> partitions = partitions(name);
        Topic topic = new Topic(
                name, partitions.size(), choices.of(name, partitions.size()), rules, () -> awaitLeaders(partitions));
        known.put(name, topic);
        return topic;
    }

    private void awaitLeaders(List<PartitionInfo> partitions) {
        try {
            Leaders.await(admin.get(), Leaders.led(partitions));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PartitionInfo> partitions(String name) {
        FutureTask<List<PartitionInfo>> asked =
                new FutureTask<>(() -> connection.producer().partitionsFor(name));
        Thread thread = new Thread(asked, "metadata");
        thread.setDaemon(true);
        thread.start();
        try {
            return waited(asked, name);
        } catch (ExecutionException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.FAILED, "stopped", e);
        } finally {
            asked.cancel(true);
        }
    }

    private List<PartitionInfo> waited(FutureTask<List<PartitionInfo>> asked, String name)
            throws ExecutionException, InterruptedException {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Failure why = TopicCheck.whyMissing(settings, name);
            // A topic that the broker creates when it is first asked for may be there by now.
            if (asked.isDone()) {
                return asked.get();
            }
            throw why;
        }
    }
}

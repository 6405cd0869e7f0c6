package org.kafkamqtt.mqtt.broker.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.Leaders;
import org.kafkamqtt.mqtt.broker.route.Routes;

/** The topics of a broker before it starts: there, or created, and fit for what is promised of them. */
public final class Topics {
    /** Bytes of a record in Kafka beside those of the packet it is made of, for a message without many properties. */
    private static final int RECORD = 512;

    private final Admin admin;
    private final TopicWishes wishes;
    private final Consumer<String> notes;

    private Topics(Admin admin, TopicWishes wishes, Consumer<String> notes) {
        this.admin = admin;
        this.wishes = wishes;
        this.notes = notes;
    }

    /**
     * Creates the topics that are missing, and looks at all: those of the routes, and the broker's own. Waits for the cluster, for as long as
     * the first contact may take.
     *
     * @param partitions of a missing topic of messages
     * @param replicas of missing topics; -1 for the cluster's default
     * @param minInSync of missing topics; -1 for the cluster's default
     * @param packet bytes of the largest packet that is wanted; missing topics will take it
     * @param notes takes a line for each topic that is created, and for each that promises less than it seems to
     * @return bytes of the largest packet whose message Kafka takes, about
     * @throws Failure status 2 if a topic cannot be used as it is, or why there is no answer
     */
    public static long prepare(
            KafkaSettings kafka,
            String prefix,
            Routes routes,
            int partitions,
            int replicas,
            int minInSync,
            long packet,
            Consumer<String> notes)
            throws InterruptedException {
        KafkaSettings own = kafka.as(ClientKind.ADMIN)
                .withDefault(
                        "default.api.timeout.ms",
                        Long.toString(Math.max(1_000, kafka.connectTimeout().toMillis())))
                .withDefault(
                        "request.timeout.ms",
                        Long.toString(Math.max(1_000, kafka.connectTimeout().toMillis())));
        try (Admin admin = Admin.create(own.properties())) {
            Set<String> there = get(admin.listTopics().names());
            TopicWishes wishes = new TopicWishes(
                    prefix, routes.kafkaTopics(there), partitions, replicas, minInSync, packet + RECORD);
            Topics topics = new Topics(admin, wishes, notes);
            topics.create(there);
            TopicVerdict verdict = TopicVerdict.of(wishes, topics.facts());
            verdict.warnings().forEach(notes);
            return Math.min(verdict.largest(), requestSize(kafka)) - RECORD;
        } catch (ExecutionException | RuntimeException e) {
            throw KafkaFailure.explain(e, kafka.bootstrap());
        }
    }

    private static long requestSize(KafkaSettings kafka) {
        return Long.parseLong(kafka.value("max.request.size").orElse(Integer.toString(1 << 20)));
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        return answer.get();
    }

    // ---- what is missing

    private void create(Set<String> there) throws ExecutionException, InterruptedException {
        List<TopicWishes.Wish> missing = wishes.all().values().stream()
                .filter(wish -> !there.contains(wish.name()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, KafkaFuture<Void>> asked =
                admin.createTopics(missing.stream().map(this::created).toList()).values();
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicWishes.Wish wish : missing) {
            if (created(wish, Objects.requireNonNull(asked.get(wish.name())))) {
                IntStream.range(0, wish.partitions())
                        .forEach(number -> partitions.add(new TopicPartition(wish.name(), number)));
            }
        }
        Leaders.await(admin, partitions);
    }

    private NewTopic created(TopicWishes.Wish wish) {
        return new NewTopic(
                        wish.name(),
                        Optional.of(wish.partitions()),
                        wishes.replicas() < 0 ? Optional.empty() : Optional.of((short) wishes.replicas()))
                .configs(wish.settings());
    }

    /** False if somebody else was faster. */
    private boolean created(TopicWishes.Wish wish, KafkaFuture<Void> answer)
            throws ExecutionException, InterruptedException {
        try {
            get(answer);
            notes.accept("created the topic '" + wish.name() + "' with " + wish.partitions()
                    + (wish.partitions() == 1 ? " partition" : " partitions"));
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (e.getCause() instanceof InvalidReplicationFactorException
                    || e.getCause() instanceof PolicyViolationException) {
                throw Failure.cannot(ExitStatus.USAGE, "create the topic", "'" + wish.name() + "'", e.getCause());
            }
            throw e;
        }
    }

    // ---- what is there

    private Collection<TopicFacts> facts() throws ExecutionException, InterruptedException {
        Set<String> names = wishes.all().keySet();
        Map<String, TopicDescription> described =
                get(admin.describeTopics(names).allTopicNames());
        Map<String, Map<String, String>> settings = settings(names);
        return described.values().stream()
                .map(topic ->
                        new TopicFacts(topic.name(), replicas(topic), settings.getOrDefault(topic.name(), Map.of())))
                .toList();
    }

    private static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private Map<String, Map<String, String>> settings(Set<String> names)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, KafkaFuture<Config>> asked = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values();
        Map<String, Map<String, String>> settings = new HashMap<>();
        for (Map.Entry<ConfigResource, KafkaFuture<Config>> each : asked.entrySet()) {
            try {
                settings.put(each.getKey().name(), known(get(each.getValue())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
                notes.accept("warning: the settings of the topic '"
                        + each.getKey().name() + "' are not checked: " + Reason.of(e.getCause()));
            }
        }
        return settings;
    }

    private static Map<String, String> known(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}

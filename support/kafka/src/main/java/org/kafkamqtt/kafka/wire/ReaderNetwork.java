package org.kafkamqtt.kafka.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopicCollection;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.Answer;
import org.kafkamqtt.kafka.fetch.Ask;
import org.kafkamqtt.kafka.fetch.Leader;
import org.kafkamqtt.kafka.fetch.Network;
import org.kafkamqtt.kafka.fetch.Place;

/**
 * The network of a reader: kafka-clients' own, so that TLS, SASL, versions of brokers, throttling and reconnecting are as in every Java
 * client, but with answers that are received into {@link AnswerBuffers}.
 *
 * <p>The reader's thread owns it, but for {@link #wakeup}.
 */
final class ReaderNetwork implements Network, AutoCloseable {
    /** The least version of Fetch with topic IDs. */
    private static final short FETCH_BY_ID = 13;
    /** The least version of Fetch that tells where logs part. */
    private static final short FETCH_WITH_EPOCH = 12;
    /** What an answer without records counts for. */
    private static final int LITTLE = 1024;
    /** How long a partition without a leader may wait for news. */
    private static final long NEWS_MS = 100;
    /** As much as arrives while the reader's thread is at something else. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final Time time = Time.SYSTEM;
    private final Metrics metrics;
    private final TopicsMetadata metadata;
    private final NetworkClient client;
    private final ApiVersions versions = new ApiVersions();
    private final AnswerBuffers buffers;
    private final IsolationLevel isolation;
    private final int minBytes;
    private final int maxWaitMs;
    private final int requestTimeoutMs;
    private final String rack;

    private Cluster seen = Cluster.empty();
    private long version;
    private long soonest = Long.MAX_VALUE;
    private @Nullable Throwable trouble;
    private final ArrayDeque<Answered> answered = new ArrayDeque<>();

    private record Answered(Ask ask, Answer answer) {}

    /**
     * Connects to nothing yet.
     *
     * @param memory bytes of arrays that wait to be used again
     * @param listeners hear of each update of metadata
     * @throws KafkaException if the settings make no sense, or no address of {@code bootstrap.servers} can be resolved
     */
    ReaderNetwork(ConsumerConfig config, long memory, ClusterResourceListeners listeners) {
        LogContext log = new LogContext("[Reader] ");
        this.isolation = IsolationLevel.valueOf(
                config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG).toUpperCase(Locale.ROOT));
        this.minBytes = config.getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG);
        this.maxWaitMs = config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG);
        this.requestTimeoutMs = config.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        this.rack = config.getString(ConsumerConfig.CLIENT_RACK_CONFIG);
        this.buffers = new AnswerBuffers(memory);
        this.metadata = new TopicsMetadata(config, log, listeners);
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
        this.metrics = new Metrics(time);
        this.client = client(config, log);
    }

    /** As ClientUtils.createNetworkClient makes it (4.3.1), but for the buffers. */
    private NetworkClient client(ConsumerConfig config, LogContext log) {
        Selector selector = new Selector(
                -1,
                config.getLong(ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                metrics,
                time,
                "consumer",
                Map.of(),
                true,
                false,
                ClientUtils.createChannelBuilder(config, time, log),
                buffers,
                log);
        boolean chosen = config.originals().containsKey(ConsumerConfig.RECEIVE_BUFFER_CONFIG);
        return new NetworkClient(
                selector,
                metadata,
                config.getString(ConsumerConfig.CLIENT_ID_CONFIG),
                100,
                config.getLong(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(ConsumerConfig.SEND_BUFFER_CONFIG),
                chosen ? config.getInt(ConsumerConfig.RECEIVE_BUFFER_CONFIG) : RECEIVE_BUFFER,
                requestTimeoutMs,
                config.getLong(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                time,
                true,
                versions,
                log,
                config.getLong(CommonClientConfigs.METADATA_RECOVERY_REBOOTSTRAP_TRIGGER_MS_CONFIG),
                MetadataRecoveryStrategy.forName(
                        config.getString(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG)));
    }

    // ---- metadata

    /** From now on it knows about these topics, and no others. */
    void about(Collection<String> topics) {
        metadata.about(topics);
    }

    /** And about these. */
    void alsoAbout(Collection<String> topics) {
        metadata.alsoAbout(topics);
    }

    /**
     * Nothing, if all is well.
     *
     * @throws KafkaException if a broker refuses the login or a topic
     */
    void check() {
        metadata.maybeThrowAnyException();
        Throwable thrown = trouble;
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // metadata makes another object for each change
    public long version() {
        Cluster now = metadata.fetch();
        if (now != seen) {
            seen = now;
            version++;
        }
        return version;
    }

    @Override
    public Leader leader(Place place) {
        Metadata.LeaderAndEpoch leader = metadata.currentLeader(partition(place));
        return new Leader(
                leader.leader.map(Node::id).orElse(Leader.NONE),
                leader.epoch.orElse(Leader.NONE),
                FetchAnswers.id(metadata.fetch().topicId(place.topic())));
    }

    static TopicPartition partition(Place place) {
        return new TopicPartition(place.topic(), place.partition());
    }

    @Override
    public void outdated() {
        metadata.requestUpdate(false);
        soonest = Math.min(soonest, NEWS_MS);
    }

    /** Any node that can be asked now; empty if none can. */
    Optional<Node> any() {
        long now = time.milliseconds();
        Node node = client.leastLoadedNode(now).node();
        return Optional.ofNullable(node).filter(this::ready);
    }

    // ---- sending

    @Override
    public boolean ready(int node) {
        Node target = metadata.fetch().nodeById(node);
        if (target == null) {
            outdated();
            return false;
        }
        return ready(target);
    }

    private boolean ready(Node target) {
        long now = time.milliseconds();
        if (client.ready(target, now)) {
            return true;
        }
        soonest = Math.min(soonest, Math.max(1, client.pollDelayMs(target, now)));
        return false;
    }

    @Override
    public void send(Ask ask) {
        if (ask instanceof Ask.Fetch fetch) {
            send(ask, request(fetch), this::answer);
        } else if (ask instanceof Ask.Offsets offsets) {
            Map<TopicPartition, Long> times = new LinkedHashMap<>();
            Map<TopicPartition, Integer> epochs = new HashMap<>();
            for (Ask.OffsetPart part : offsets.parts()) {
                times.put(partition(part.place()), part.timestamp());
                epochs.put(partition(part.place()), part.leaderEpoch());
            }
            send(
                    ask,
                    offsets(times, epochs),
                    response -> FetchAnswers.of((ListOffsetsResponse) response.responseBody()));
        } else if (ask instanceof Ask.Epochs epochs) {
            send(
                    ask,
                    request(epochs),
                    response -> FetchAnswers.of((OffsetsForLeaderEpochResponse) response.responseBody()));
        }
    }

    private void send(Ask ask, AbstractRequest.Builder<?> builder, Function<ClientResponse, Answer> reading) {
        send(
                Integer.toString(ask.node()),
                builder,
                response -> answered.add(
                        new Answered(ask, response.hasResponse() ? reading.apply(response) : without(response))));
    }

    private Answer without(ClientResponse response) {
        if (response.wasDisconnected()) {
            outdated();
        }
        return FetchAnswers.without(response);
    }

    /** Sends to a node that is ready; what becomes of it is said in {@link #poll}. */
    void send(String node, AbstractRequest.Builder<?> builder, Consumer<ClientResponse> taker) {
        long now = time.milliseconds();
        client.send(
                client.newClientRequest(
                        node, builder, now, true, requestTimeoutMs, response -> guarded(() -> taker.accept(response))),
                now);
    }

    /** The client would log what a taker throws, and go on as if nothing had happened. */
    private void guarded(Runnable taker) {
        try {
            taker.run();
        } catch (RuntimeException | Error e) {
            trouble = e;
        }
    }

    private FetchRequest.Builder request(Ask.Fetch ask) {
        NodeApiVersions known = versions.get(Integer.toString(ask.node()));
        short latest = known == null ? FETCH_WITH_EPOCH : known.latestUsableVersion(ApiKeys.FETCH);
        boolean named = false;
        Map<TopicPartition, FetchRequest.PartitionData> parts = new LinkedHashMap<>();
        for (Ask.Part part : ask.parts()) {
            named |= part.topicId().equals(Leader.NO_ID);
            parts.put(partition(part.place()), data(part, latest >= FETCH_WITH_EPOCH));
        }
        List<TopicIdPartition> removed = new ArrayList<>();
        List<TopicIdPartition> replaced = new ArrayList<>();
        for (Ask.Part part : ask.forgotten()) {
            TopicPartition partition = partition(part.place());
            named |= part.topicId().equals(Leader.NO_ID);
            (parts.containsKey(partition) ? replaced : removed)
                    .add(new TopicIdPartition(FetchAnswers.id(part.topicId()), partition));
        }
        short most = named ? (short) (FETCH_BY_ID - 1) : ApiKeys.FETCH.latestVersion();
        return FetchRequest.Builder.forConsumer(most, maxWaitMs, minBytes, parts)
                .isolationLevel(isolation)
                .setMaxBytes(ask.maxBytes())
                .metadata(new FetchMetadata(ask.sessionId(), ask.sessionEpoch()))
                .removed(removed)
                .replaced(replaced)
                .rackId(rack);
    }

    private static FetchRequest.PartitionData data(Ask.Part part, boolean withEpoch) {
        return new FetchRequest.PartitionData(
                FetchAnswers.id(part.topicId()),
                part.offset(),
                FetchRequest.INVALID_LOG_START_OFFSET,
                part.bytes(),
                known(part.leaderEpoch()),
                withEpoch ? known(part.epoch()) : Optional.empty());
    }

    private static Optional<Integer> known(int epoch) {
        return epoch < 0 ? Optional.empty() : Optional.of(epoch);
    }

    private Answer answer(ClientResponse response) {
        FetchResponseData data = ((FetchResponse) response.responseBody()).data();
        takeLeaders(data);
        return FetchAnswers.of(data, LITTLE, buffers);
    }

    private void takeLeaders(FetchResponseData data) {
        MovedLeaders moved = new MovedLeaders();
        for (FetchResponseData.FetchableTopicResponse topic : data.responses()) {
            String name = topic.topic().isEmpty() ? metadata.topicNames().get(topic.topicId()) : topic.topic();
            for (FetchResponseData.PartitionData partition : topic.partitions()) {
                FetchResponseData.LeaderIdAndEpoch leader = partition.currentLeader();
                moved.leader(name, partition.partitionIndex(), leader.leaderId(), leader.leaderEpoch());
            }
        }
        data.nodeEndpoints().forEach(node -> moved.node(node.nodeId(), node.host(), node.port(), node.rack()));
        moved.tell(metadata);
    }

    /** A request for the offsets of times. */
    AbstractRequest.Builder<?> offsets(Map<TopicPartition, Long> times, Map<TopicPartition, Integer> epochs) {
        Map<String, ListOffsetsTopic> topics = new LinkedHashMap<>();
        boolean exact = false;
        for (Map.Entry<TopicPartition, Long> time : times.entrySet()) {
            TopicPartition partition = time.getKey();
            exact |= time.getValue() >= 0;
            topics.computeIfAbsent(
                            partition.topic(),
                            name -> new ListOffsetsTopic().setName(name).setPartitions(new ArrayList<>()))
                    .partitions()
                    .add(new ListOffsetsPartition()
                            .setPartitionIndex(partition.partition())
                            .setTimestamp(time.getValue())
                            .setCurrentLeaderEpoch(epochs.getOrDefault(partition, Leader.NONE)));
        }
        return ListOffsetsRequest.Builder.forConsumer(exact, isolation)
                .setTargetTimes(List.copyOf(topics.values()))
                .setTimeoutMs(requestTimeoutMs);
    }

    private static AbstractRequest.Builder<?> request(Ask.Epochs ask) {
        OffsetForLeaderTopicCollection topics = new OffsetForLeaderTopicCollection();
        for (Ask.EpochPart part : ask.parts()) {
            OffsetForLeaderTopic topic = topics.find(part.place().topic());
            if (topic == null) {
                topic = new OffsetForLeaderTopic()
                        .setTopic(part.place().topic())
                        .setPartitions(new ArrayList<>());
                topics.add(topic);
            }
            topic.partitions()
                    .add(new OffsetForLeaderPartition()
                            .setPartition(part.place().partition())
                            .setLeaderEpoch(part.epoch())
                            .setCurrentLeaderEpoch(part.leaderEpoch()));
        }
        return OffsetsForLeaderEpochRequest.Builder.forConsumer(topics);
    }

    // ---- the rest

    long nowMs() {
        return time.milliseconds();
    }

    /**
     * Writes and reads until something has happened.
     *
     * @param most milliseconds to wait for that
     */
    void poll(long most) {
        long wait = Math.max(0, Math.min(most, soonest));
        soonest = Long.MAX_VALUE;
        client.poll(wait, time.milliseconds());
    }

    /** Passes on the answers that have come. */
    void drain(BiConsumer<Ask, Answer> taker) {
        for (Answered next = answered.poll(); next != null; next = answered.poll()) {
            taker.accept(next.ask(), next.answer());
        }
    }

    /** Ends a poll early. Any thread may call it. */
    void wakeup() {
        client.wakeup();
    }

    Cluster cluster() {
        return metadata.fetch();
    }

    /** The epoch under which a partition is led, {@link Leader#NONE} if it is not known. */
    Metadata.LeaderAndEpoch led(TopicPartition partition) {
        return metadata.currentLeader(partition);
    }

    Map<MetricName, ? extends Metric> metrics() {
        return metrics.metrics();
    }

    /** Closes all connections at once. */
    @Override
    public void close() {
        metadata.close();
        client.close();
        metrics.close();
    }
}

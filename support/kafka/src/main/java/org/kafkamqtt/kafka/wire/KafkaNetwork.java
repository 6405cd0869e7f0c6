package org.kafkamqtt.kafka.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.append.Answer;
import org.kafkamqtt.kafka.append.AppendSettings;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.kafka.append.Leaders;
import org.kafkamqtt.kafka.append.Network;
import org.kafkamqtt.kafka.append.Shipment;

/**
 * The network of an appender: kafka-clients' own, so that TLS, SASL, versions of brokers, throttling and reconnecting are as in
 * every Java client.
 *
 * <p>The appender's thread owns it; any thread may ask for {@link #partitionsFor} or {@link #wakeup}.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public final class KafkaNetwork<N> implements Network<N> {
    /** How long a topic without a leader may wait for news. */
    private static final long NEWS_MS = 100;

    private final Time time = Time.SYSTEM;
    private final ProducerMetadata metadata;
    private final Metrics metrics;
    private final NetworkClient client;
    private final AppendSettings settings;
    private final short acks;
    private final int requestTimeoutMs;
    private final long blockMs;
    private final long backoffMs;

    private Cluster seen = Cluster.empty();
    private Map<String, int[]> leaders = new HashMap<>();
    private Map<String, Uuid> ids = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    /** Milliseconds that the next poll may wait at most, for what cannot be sent yet. */
    private long soonest = Long.MAX_VALUE;

    private @Nullable Throwable trouble;

    private boolean asking;
    private long askAgain;
    private final TopicQuestions questions = new TopicQuestions();

    /**
     * Connects to nothing yet.
     *
     * @param properties of a producer
     * @throws KafkaException if they make no sense, or no address of {@code bootstrap.servers} can be resolved
     */
    public KafkaNetwork(Map<String, Object> properties) {
        this(properties, true);
    }

    /**
     * The same.
     *
     * @param creates whether asking for a topic that does not exist may create it, where brokers allow that
     */
    public KafkaNetwork(Map<String, Object> properties, boolean creates) {
        ProducerConfig config = new ProducerConfig(withSerializers(properties));
        LogContext log = new LogContext("[Appender] ");
        this.acks = acks(config);
        this.requestTimeoutMs = config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        this.blockMs = config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG);
        this.backoffMs = config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG);
        this.metadata =
                new ProducerMetadata(
                        backoffMs,
                        config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                        config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
                        config.getLong(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
                        log,
                        new ClusterResourceListeners(),
                        time) {
                    @Override
                    public synchronized MetadataRequest.Builder newMetadataRequestBuilder() {
                        return asking(super.newMetadataRequestBuilder(), creates);
                    }

                    @Override
                    public synchronized MetadataRequest.Builder newMetadataRequestBuilderForNewTopics() {
                        return asking(super.newMetadataRequestBuilderForNewTopics(), creates);
                    }
                };
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
        this.metrics = new Metrics(time);
        this.settings = settings(config);
        this.client = ClientUtils.createNetworkClient(
                config,
                metrics,
                "producer",
                log,
                new ApiVersions(),
                time,
                requestsInFlight(config),
                metadata,
                null,
                null);
    }

    private static MetadataRequest.Builder asking(MetadataRequest.Builder request, boolean creates) {
        return creates ? request : new MetadataRequest.Builder(request.topics(), false);
    }

    private static Map<String, Object> withSerializers(Map<String, Object> properties) {
        Map<String, Object> complete = new HashMap<>(properties);
        String none = "org.apache.kafka.common.serialization.ByteArraySerializer";
        complete.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, none);
        complete.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, none);
        return complete;
    }

    private static short acks(ProducerConfig config) {
        String acks = config.getString(ProducerConfig.ACKS_CONFIG);
        return acks.equalsIgnoreCase("all") ? -1 : Short.parseShort(acks);
    }

    private static int requestsInFlight(ProducerConfig config) {
        return config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
    }

    /** As a {@code KafkaProducer} with these properties appends. */
    private static AppendSettings settings(ProducerConfig config) {
        return new AppendSettings(
                config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG),
                acks(config) != 0,
                config.getInt(ProducerConfig.BATCH_SIZE_CONFIG),
                config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG),
                config.getLong(ProducerConfig.LINGER_MS_CONFIG),
                requestsInFlight(config),
                config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                deliveryMs(config),
                config.getInt(ProducerConfig.RETRIES_CONFIG),
                config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                true);
    }

    /** As {@code KafkaProducer.configureDeliveryTimeout} has it (4.3.1). */
    private static long deliveryMs(ProducerConfig config) {
        long timeout = config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        long least = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        if (timeout >= least) {
            return timeout;
        }
        if (config.originals().containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
            throw new ConfigException(
                    "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms");
        }
        return Math.min(Integer.MAX_VALUE, least);
    }

    /** How records are to be appended by these properties. */
    public AppendSettings settings() {
        return settings;
    }

    // ---- metadata

    /**
     * The partitions of a topic; waits until they are known. Any thread may ask.
     *
     * @throws KafkaException why they are not known
     * @throws InterruptedException if the wait is interrupted
     */
    public List<PartitionInfo> partitionsFor(String topic) throws InterruptedException {
        long begun = time.milliseconds();
        metadata.add(topic, begun);
        List<PartitionInfo> found = metadata.fetch().partitionsForTopic(topic);
        while (found.isEmpty()) {
            metadata.add(topic, time.milliseconds());
            int version = metadata.requestUpdateForTopic(topic);
            client.wakeup();
            long left = blockMs - (time.milliseconds() - begun);
            if (left <= 0) {
                throw new TimeoutException("topic " + topic + " not in the metadata after " + blockMs + " ms");
            }
            metadata.awaitUpdate(version, left);
            metadata.maybeThrowExceptionForTopic(topic);
            found = metadata.fetch().partitionsForTopic(topic);
        }
        return found;
    }

    /** Its connections. Any thread may ask. */
    public BrokerLinks links() {
        return BrokerLinks.of(metrics.metrics());
    }

    /** How many partitions a topic has as far as is known; 0 if nothing is. Any thread may ask. */
    public int partitionCount(String topic) {
        Integer count = metadata.fetch().partitionCountForTopic(topic);
        return count == null ? 0 : count;
    }

    /**
     * Asks the cluster whether topics are there, and creates none by that. Any thread may ask.
     *
     * @return the answer to come, without those that the cluster would not tell, or could not be asked for
     */
    public CompletableFuture<Map<String, TopicFound>> find(Collection<String> topics) {
        CompletableFuture<Map<String, TopicFound>> answer = questions.put(topics);
        client.wakeup();
        return answer;
    }

    private void askAboutTopics() {
        TopicQuestions.Question question = questions.next();
        if (question == null) {
            return;
        }
        long now = time.milliseconds();
        Node node = client.leastLoadedNode(now).node();
        if (node == null || !client.ready(node, now)) {
            questions.again(question);
            soonest = Math.min(soonest, node == null ? backoffMs : Math.max(1, client.pollDelayMs(node, now)));
            return;
        }
        client.send(
                client.newClientRequest(
                        node.idString(),
                        new MetadataRequest.Builder(question.topics(), false),
                        now,
                        true,
                        requestTimeoutMs,
                        response -> guarded(() -> told(question, response))),
                now);
        soonest = questions.isEmpty() ? soonest : 0;
    }

    private static void told(TopicQuestions.Question question, ClientResponse response) {
        if (response.hasResponse()) {
            question.answer().complete(TopicQuestions.found(((MetadataResponse) response.responseBody()).data()));
        } else {
            question.giveUp();
        }
    }

    @Override
    public int leader(String topic, int partition) {
        look();
        int[] nodes = leaders.computeIfAbsent(topic, this::leaders);
        return partition < nodes.length ? nodes[partition] : Leaders.NONE;
    }

    /** Takes in what has become known since. */
    @SuppressWarnings("ReferenceEquality") // metadata makes another object for each change
    private void look() {
        Cluster now = metadata.fetch();
        if (now == seen) {
            return;
        }
        seen = now;
        leaders = new HashMap<>();
        for (String topic : now.topics()) {
            Uuid id = now.topicId(topic);
            Uuid before = id.equals(Uuid.ZERO_UUID) ? null : ids.put(topic, id);
            if (before != null && !before.equals(id)) {
                changed.add(topic);
            }
        }
    }

    private int[] leaders(String topic) {
        // A topic is forgotten some time after it was asked for last.
        metadata.add(topic, time.milliseconds());
        int[] nodes =
                new int[Optional.ofNullable(seen.partitionCountForTopic(topic)).orElse(0)];
        for (int i = 0; i < nodes.length; i++) {
            Node leader = seen.leaderFor(new TopicPartition(topic, i));
            nodes[i] = leader == null ? Leaders.NONE : leader.id();
        }
        return nodes;
    }

    @Override
    public void outdated() {
        metadata.requestUpdate(false);
        soonest = Math.min(soonest, NEWS_MS);
    }

    @Override
    public Set<String> changedTopics() {
        // Before anything is sent to another topic, lanes hear that it is another one.
        look();
        if (changed.isEmpty()) {
            return Set.of();
        }
        Set<String> topics = Set.copyOf(changed);
        changed.clear();
        return topics;
    }

    // ---- sending

    @Override
    public boolean ready(int node) {
        Node target = seen.nodeById(node);
        if (target == null) {
            outdated();
            return false;
        }
        long now = time.milliseconds();
        if (client.ready(target, now)) {
            return true;
        }
        soonest = Math.min(soonest, client.pollDelayMs(target, now));
        return false;
    }

    @Override
    public void send(Shipment<N> shipment, Answers<N> answers) {
        ProduceRequestData.TopicProduceDataCollection topics = new ProduceRequestData.TopicProduceDataCollection();
        for (Batch<N> batch : shipment.batches()) {
            Uuid id = ids.getOrDefault(batch.topic(), Uuid.ZERO_UUID);
            ProduceRequestData.TopicProduceData topic = topics.find(batch.topic(), id);
            if (topic == null) {
                topic = new ProduceRequestData.TopicProduceData()
                        .setName(batch.topic())
                        .setTopicId(id)
                        .setPartitionData(new ArrayList<>(1));
                topics.add(topic);
            }
            topic.partitionData()
                    .add(new ProduceRequestData.PartitionProduceData()
                            .setIndex(batch.partition())
                            .setRecords(MemoryRecords.readableRecords(batch.toSend())));
        }
        ProduceRequest.Builder builder = ProduceRequest.builder(new ProduceRequestData()
                .setAcks(acks)
                .setTimeoutMs(requestTimeoutMs)
                .setTopicData(topics));
        long now = time.milliseconds();
        ClientRequest request = client.newClientRequest(
                Integer.toString(shipment.node()),
                builder,
                now,
                acks != 0,
                requestTimeoutMs,
                response -> guarded(() -> answered(shipment.batches(), response, answers)));
        client.send(request, now);
    }

    /** The client would log what an answer's taker throws, and go on as if nothing had happened. */
    private void guarded(Runnable taker) {
        try {
            taker.run();
        } catch (RuntimeException | Error e) {
            trouble = e;
        }
    }

    private void answered(List<Batch<N>> batches, ClientResponse response, Answers<N> answers) {
        if (!response.hasResponse()) {
            if (response.wasDisconnected()) {
                outdated();
            }
            Answer answer = ProduceAnswers.without(response);
            batches.forEach(batch -> answers.take(batch, answer));
            return;
        }
        ProduceResponseData data = ((ProduceResponse) response.responseBody()).data();
        takeLeaders(data);
        for (Batch<N> batch : batches) {
            ProduceResponseData.PartitionProduceResponse own = find(data, batch);
            if (own == null) {
                answers.take(
                        batch, Answer.of(Answer.Kind.LOST, new IllegalStateException("the answer lacks a partition")));
                continue;
            }
            if (ProduceAnswers.outdated(own)) {
                outdated();
            }
            answers.take(batch, ProduceAnswers.of(own));
        }
    }

    private ProduceResponseData.@Nullable PartitionProduceResponse find(ProduceResponseData data, Batch<N> batch) {
        for (ProduceResponseData.TopicProduceResponse topic : data.responses()) {
            boolean same = topic.topicId().equals(Uuid.ZERO_UUID)
                    ? topic.name().equals(batch.topic())
                    : topic.topicId().equals(ids.get(batch.topic()))
                            || topic.name().equals(batch.topic());
            if (!same) {
                continue;
            }
            for (ProduceResponseData.PartitionProduceResponse partition : topic.partitionResponses()) {
                if (partition.index() == batch.partition()) {
                    return partition;
                }
            }
        }
        return null;
    }

    private void takeLeaders(ProduceResponseData data) {
        MovedLeaders moved = new MovedLeaders();
        for (ProduceResponseData.TopicProduceResponse topic : data.responses()) {
            for (ProduceResponseData.PartitionProduceResponse partition : topic.partitionResponses()) {
                ProduceResponseData.LeaderIdAndEpoch leader = partition.currentLeader();
                if (leader.leaderId() >= 0) {
                    String name = topic.name().isEmpty() ? nameOf(topic.topicId()) : topic.name();
                    moved.leader(name, partition.index(), leader.leaderId(), leader.leaderEpoch());
                }
            }
        }
        data.nodeEndpoints().forEach(node -> moved.node(node.nodeId(), node.host(), node.port(), node.rack()));
        moved.tell(metadata);
    }

    private String nameOf(Uuid id) {
        for (Map.Entry<String, Uuid> topic : ids.entrySet()) {
            if (topic.getValue().equals(id)) {
                return topic.getKey();
            }
        }
        return "";
    }

    @Override
    public void askIdentity(Consumer<Identity> given, Consumer<Exception> refused) {
        long now = time.milliseconds();
        if (asking || now < askAgain) {
            soonest = Math.min(soonest, Math.max(1, askAgain - now));
            return;
        }
        Node node = client.leastLoadedNode(now).node();
        if (node == null || !client.ready(node, now)) {
            soonest = Math.min(soonest, node == null ? backoffMs : Math.max(1, client.pollDelayMs(node, now)));
            return;
        }
        asking = true;
        InitProducerIdRequest.Builder builder = new InitProducerIdRequest.Builder(
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(Integer.MAX_VALUE));
        client.send(
                client.newClientRequest(node.idString(), builder, now, true, requestTimeoutMs, response -> {
                    asking = false;
                    guarded(() -> identified(response, given, refused));
                }),
                now);
    }

    private void identified(ClientResponse response, Consumer<Identity> given, Consumer<Exception> refused) {
        if (response.versionMismatch() != null) {
            refused.accept(response.versionMismatch());
            return;
        }
        if (!response.hasResponse()) {
            askAgain = time.milliseconds() + backoffMs;
            return;
        }
        InitProducerIdResponseData data = ((InitProducerIdResponse) response.responseBody()).data();
        Errors error = Errors.forCode(data.errorCode());
        if (error == Errors.NONE) {
            given.accept(new Identity(data.producerId(), data.producerEpoch()));
        } else if (error.exception() instanceof RetriableException) {
            askAgain = time.milliseconds() + backoffMs;
        } else {
            refused.accept(error.exception());
        }
    }

    // ---- the rest

    @Override
    public void poll(long most) {
        askAboutTopics();
        long wait = Math.min(most, soonest);
        soonest = Long.MAX_VALUE;
        client.poll(wait, time.milliseconds());
        Throwable thrown = trouble;
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void wakeup() {
        client.wakeup();
    }

    @Override
    public void close() {
        questions.close();
        metadata.close();
        client.close();
        metrics.close();
    }
}

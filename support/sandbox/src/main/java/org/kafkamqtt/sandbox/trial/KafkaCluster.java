package org.kafkamqtt.sandbox.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/**
 * Several Kafka nodes, each a process that can be killed, paused and started again: the packaged sandbox with {@code --nodes}.
 *
 * <p>Not thread-safe; the test's thread owns it. Nodes are numbered from 1.
 */
public final class KafkaCluster implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final int CHANGE_SECONDS = 60;
    private static final int ANSWER_SECONDS = 30;

    private final Path ready;
    private final Child sandbox;
    private final Admin admin;
    private final String addresses;

    private KafkaCluster(Path ready, Child sandbox) {
        this.ready = ready;
        this.sandbox = sandbox;
        this.addresses = value("kafka");
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                addresses,
                // A node that is paused takes requests and never answers.
                "request.timeout.ms",
                "5000",
                "default.api.timeout.ms",
                "30000"));
    }

    /**
     * Starts one and returns when all nodes answer.
     *
     * @param folder where the data are kept, so that a restart of a node finds them
     * @param more options of the sandbox
     */
    public static KafkaCluster start(Path folder, int nodes, String... more) {
        Path ready = folder.resolve("cluster-ready");
        List<String> options = new ArrayList<>(List.of(
                "--kafka-only",
                "--kafka-port=0",
                "--nodes=" + nodes,
                "--data=" + folder.resolve("cluster"),
                "--ready-file=" + ready));
        // As when a sandbox runs in the test's own JVM: its clients log nothing.
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "off");
        options.addAll(List.of(more));
        Child sandbox = Child.jar("support/sandbox", "sandbox", options.toArray(String[]::new));
        try {
            Await.that("the nodes answer", START_SECONDS, () -> Files.exists(ready) || !sandbox.alive());
            if (!sandbox.alive()) {
                throw new IllegalStateException("the nodes did not start: " + sandbox.err());
            }
            return new KafkaCluster(ready, sandbox);
        } catch (AssertionError | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** {@code HOST:PORT} of all nodes, separated by commas. */
    public String addresses() {
        return addresses;
    }

    private String value(String name) {
        try {
            return Files.readAllLines(ready).stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + name + " in " + ready));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a node; empty if it does not run, or does not answer yet. */
    public Optional<Long> pid(int node) {
        String process = value("node." + node).split(" ", -1)[0];
        return process.matches("\\d+") ? Optional.of(Long.valueOf(process)) : Optional.empty();
    }

    /** Kills a node and returns when it is gone. */
    public void kill(int node) {
        order("kill", node);
        Await.that("node " + node + " ends", CHANGE_SECONDS, () -> pid(node).isEmpty());
    }

    /** Starts a node that has ended, without waiting until it answers. */
    public void start(int node) {
        order("start", node);
    }

    /** Returns when a node answers. */
    public void awaitAnswer(int node) {
        try {
            Await.that(
                    "node " + node + " answers", START_SECONDS, () -> pid(node).isPresent());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the sandbox said: " + sandbox.err(), e);
        }
    }

    /** Stops a node's clock: its connections stay, and nothing comes from it until it is resumed. */
    public void pause(int node) {
        order("pause", node);
    }

    public void resume(int node) {
        order("resume", node);
    }

    private void order(String deed, int node) {
        sandbox.type(deed + " " + node + "\n");
    }

    /** Creates a topic with three replicas, or as many as there are nodes, and returns when all partitions are led. */
    public void createTopic(String name, int partitions) {
        run("create " + name, () -> admin.createTopics(
                        List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS));
        awaitInSync(name);
    }

    public void deleteTopic(String name) {
        run("delete " + name, () -> admin.deleteTopics(List.of(name)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS));
    }

    /** The node that leads the controllers, as soon as the cluster knows. */
    public int controller() {
        AtomicInteger leader = new AtomicInteger();
        Await.that("a controller leads", CHANGE_SECONDS, () -> {
            leader.set(led());
            return leader.get() > 0;
        });
        return leader.get();
    }

    private int led() {
        try {
            return admin.describeMetadataQuorum()
                    .quorumInfo()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .leaderId();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns when each partition of a topic has a leader and all of its replicas are in sync. */
    public void awaitInSync(String topic) {
        Await.that("all replicas of " + topic + " are in sync", START_SECONDS, () -> partitions(topic).stream()
                .allMatch(partition -> led(partition)
                        && partition.isr().size() == partition.replicas().size()));
    }

    private static boolean led(TopicPartitionInfo partition) {
        Node leader = partition.leader();
        return leader != null && !leader.isEmpty();
    }

    /** None while the cluster cannot say. */
    private List<TopicPartitionInfo> partitions(String topic) {
        try {
            TopicDescription description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
            return description == null ? List.of() : description.partitions();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Gives each partition of a topic its replicas in another order, turned by one, and lets the new first one lead. A cluster
     * that cannot do it at the moment leaves it.
     *
     * @return whether it was done
     */
    public boolean moveLeaders(String topic) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> turned = new HashMap<>();
        for (TopicPartitionInfo partition : partitions(topic)) {
            List<Integer> replicas =
                    new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
            replicas.add(replicas.remove(0));
            turned.put(
                    new TopicPartition(topic, partition.partition()),
                    Optional.of(new NewPartitionReassignment(replicas)));
        }
        return !turned.isEmpty() && moved(turned);
    }

    private boolean moved(Map<TopicPartition, Optional<NewPartitionReassignment>> turned) {
        try {
            admin.alterPartitionReassignments(turned).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Set<TopicPartition> all = Set.copyOf(turned.keySet());
            Collection<Optional<Throwable>> elected = admin.electLeaders(ElectionType.PREFERRED, all)
                    .partitions()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .values();
            return elected.stream()
                    .allMatch(trouble -> trouble.isEmpty() || trouble.get() instanceof ElectionNotNeededException);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private interface Deed {
        void run() throws ExecutionException, TimeoutException, InterruptedException;
    }

    private static void run(String what, Deed deed) {
        try {
            deed.run();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Kills all nodes, also those that are paused. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
        for (String line : lines()) {
            // A paused node would not notice the end of its sandbox.
            if (line.matches("node\\.\\d=\\d+ .*")) {
                Signal.send("KILL", Long.parseLong(line.replaceFirst("^node\\.\\d=(\\d+) .*", "$1")));
            }
        }
        sandbox.close();
        Await.that("the sandbox ends", CHANGE_SECONDS, () -> !sandbox.alive());
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

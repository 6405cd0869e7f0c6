package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Kafka nodes as processes, which can be killed, paused and started again one by one.
 *
 * <p>Thread-safe. They end with this JVM, however it ends.
 */
final class KafkaNodes implements KafkaServers {
    private static final int START_SECONDS = 120;

    private final List<NodeProcess> processes;
    private final boolean kept;
    private Consumer<String> listener = line -> {};
    private boolean stopping;

    private KafkaNodes(Path folder, KafkaPlan plan, String cluster, boolean kept) {
        this.kept = kept;
        this.processes = plan.nodes().stream()
                .map(node -> new NodeProcess(node, properties(folder, node), cluster, this::changed))
                .toList();
    }

    /**
     * Prepares the folder; does not start.
     *
     * @param kept whether the data are needed after the end, so that nodes are asked to end rather than killed
     * @throws Failure status 7 if the data there are those of another number of nodes
     */
    static KafkaNodes in(
            Path folder, KafkaPlan plan, Optional<Certificates> certificates, Map<String, String> more, boolean kept)
            throws IOException {
        Files.createDirectories(folder);
        String cluster = cluster(folder, plan.nodes().size());
        for (KafkaNode node : plan.nodes()) {
            Properties properties = new Properties();
            properties.putAll(plan.properties(node, folder.resolve("node-" + node.id()), certificates));
            properties.putAll(more);
            try (Writer writer = Files.newBufferedWriter(properties(folder, node))) {
                properties.store(writer, null);
            }
        }
        return new KafkaNodes(folder, plan, cluster, kept);
    }

    private static Path properties(Path folder, KafkaNode node) {
        return folder.resolve("node-" + node.id() + ".properties");
    }

    /** The identifier of the cluster whose data are in the folder, or that of a new one. */
    private static String cluster(Path folder, int count) throws IOException {
        Path file = folder.resolve("cluster");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid() + " " + count);
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        if (words.length != 2 || !words[1].equals(Integer.toString(count))) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    "the data in " + folder.getParent() + " are not those of " + count
                            + " Kafka nodes; give the number they were made with (" + words[words.length - 1]
                            + ") to --nodes, or another folder to --data");
        }
        return words[0];
    }

    @Override
    public void start() {
        processes.forEach(NodeProcess::start);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            synchronized (this) {
                while (!processes.stream().allMatch(process -> process.state() == NodeProcess.State.ANSWERS)) {
                    check(deadline);
                    wait(TimeUnit.SECONDS.toMillis(1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void check(long deadline) {
        Optional<NodeProcess> ended = processes.stream()
                .filter(process -> process.state() == NodeProcess.State.ENDED)
                .findFirst();
        if (ended.isPresent()) {
            throw new IllegalStateException(
                    "Kafka node " + ended.get().node().id() + " ended during its start; -v shows its log");
        }
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the Kafka nodes do not answer after " + START_SECONDS + " s");
        }
    }

    private void changed(NodeProcess process) {
        Consumer<String> told;
        synchronized (this) {
            notifyAll();
            if (stopping) {
                return;
            }
            told = listener;
        }
        told.accept(process.line());
    }

    /** Hands over, from now on, the line of each node that begins to answer or has ended, on a thread of the node. */
    synchronized void onChange(Consumer<String> lines) {
        listener = lines;
    }

    /** A line for each node, as in the ready file. */
    String lines() {
        return processes.stream().map(process -> process.line() + "\n").collect(Collectors.joining());
    }

    /** Does what was asked for; empty, or why it did not. */
    Optional<String> obey(NodeOrder order) {
        NodeProcess process = processes.get(order.node() - 1);
        boolean done = order.deed().signal().map(process::signal).orElseGet(process::start);
        return done
                ? Optional.empty()
                : Optional.of("node " + order.node()
                        + (order.deed() == NodeOrder.Deed.START ? " is running" : " is not running; start it first"));
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        if (kept) {
            processes.forEach(NodeProcess::askToEnd);
        }
        processes.forEach(process -> process.end(!kept));
        synchronized (this) {
            stopping = false;
        }
    }

    /** How many there are. */
    int count() {
        return processes.size();
    }
}

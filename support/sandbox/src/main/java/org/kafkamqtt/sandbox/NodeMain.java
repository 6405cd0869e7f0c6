package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A Kafka node in a process of its own, started by the sandbox and by nobody else.
 *
 * <p>It prints {@value #ANSWERS} on standard output when it answers, and ends when its standard input does, since the sandbox
 * has then ended too.
 */
final class NodeMain {
    static final String ANSWERS = "answers";

    private NodeMain() {}

    /** Takes the file with the server's properties and the identifier of the cluster. */
    @SuppressWarnings("SystemOut") // where the sandbox reads
    public static void main(String[] args) {
        Thread watch = new Thread(NodeMain::endWithTheSandbox, "sandbox-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            KafkaBroker broker = KafkaBroker.of(args[1], properties(Path.of(args[0])));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "node-stop"));
            broker.start();
            System.out.println(ANSWERS);
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println("sandbox: a Kafka node did not start: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }

    /** Without farewell: nobody is left to wait for it, and Kafka recovers its data from that. */
    private static void endWithTheSandbox() {
        try {
            while (System.in.read() >= 0) {
                // The sandbox has nothing to say.
            }
        } catch (IOException e) {
            System.err.println("sandbox: a Kafka node lost its sandbox: " + e);
        }
        Runtime.getRuntime().halt(1);
    }
}

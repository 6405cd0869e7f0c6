package org.kafkamqtt.mqtt.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Loads the classes that a run with Kafka needs, without one: what the launcher's class archive is made from. */
final class Rehearsal {
    private static final String QUESTIONS = "(ApiVersions|CreateTopics|DescribeCluster|DescribeConfigs"
            + "|DescribeTopicPartitions|Fetch|InitProducerId|ListOffsets|Metadata|Produce)";

    /** Of classes, as jars name them. */
    private static final List<Pattern> NEEDED = Stream.of(
                    "org/kafkamqtt/(mqtt|kafka|balancer|console)/.*",
                    "io/netty/(buffer|channel|util|bootstrap|resolver)/.*",
                    "org/apache/kafka/common/message/" + QUESTIONS + "(Request|Response)(Data|Header).*",
                    "org/apache/kafka/common/requests/" + QUESTIONS + "(Request|Response).*",
                    "org/apache/kafka/common/(network|protocol|record|security|utils)/.*",
                    "org/apache/kafka/clients/[^/]*",
                    "org/apache/kafka/clients/admin/(Admin|KafkaAdmin|Describe(Cluster|Configs|Topics)|ListTopics|CreateTopics).*")
            .map(packages -> Pattern.compile(packages + "\\.class"))
            .toList();

    private Rehearsal() {}

    static void run() {
        names(System.getProperty("java.class.path", "")).forEach(Rehearsal::load);
    }

    /** The names of the classes that are needed, in the jars of a class path. */
    static List<String> names(String classPath) {
        List<String> names = new ArrayList<>();
        for (String entry : classPath.split(System.getProperty("path.separator"), -1)) {
            if (entry.endsWith(".jar") && Files.isRegularFile(Path.of(entry))) {
                names.addAll(inJar(entry));
            }
        }
        return names;
    }

    private static List<String> inJar(String file) {
        try (JarFile jar = new JarFile(file)) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(Rehearsal::needed)
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            // Then the archive lacks its classes, and a run takes a moment longer.
            return List.of();
        }
    }

    private static boolean needed(String file) {
        return NEEDED.stream().anyMatch(pattern -> pattern.matcher(file).matches());
    }

    /** Those that need a library which is not there are left out. */
    private static void load(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return;
        }
    }
}

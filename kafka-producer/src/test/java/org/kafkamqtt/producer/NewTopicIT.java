package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/**
 * Topics of many partitions that somebody else made a moment ago, so that the broker tells of them before all of their
 * leaders take records. A record that is caught in between would wait for two minutes and fail.
 */
@Timeout(60)
class NewTopicIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();
    private static final int LINES = 30_000;
    private static final List<String> MADE = new ArrayList<>();

    private final String topic = "new-" + UUID.randomUUID();
    private final String other = topic + "-2";

    /** Creates them, and goes on as soon as the broker tells of them. */
    private static void create(int partitions, String... topics) throws Exception {
        List<String> names = List.of(topics);
        MADE.addAll(names);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
            Await.that("the topics are known", 30, () -> told(admin, names));
        }
    }

    private static boolean told(Admin admin, List<String> names) {
        try {
            admin.describeTopics(names).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** At the end, since a broker that is deleting is slow to create. */
    @AfterAll
    static void delete() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.deleteTopics(MADE).all().get();
        }
    }

    private static String lines(String pattern) {
        return IntStream.range(0, LINES).mapToObj(pattern::formatted).collect(Collectors.joining("\n"));
    }

    private static void assertAllArrive(InProcess.Result result) {
        assertEquals(new InProcess.Result(ExitStatus.OK, "", ""), result);
    }

    @RepeatedTest(2)
    void keyed_lines_to_hundreds_of_new_partitions_all_arrive_at_once() throws Exception {
        create(300, topic);
        assertAllArrive(InProcess.run(lines("k%1$d:%1$d"), "-b", BROKER, "-t", topic, "-K", ":"));
    }

    @Test
    void so_do_they_where_lines_name_their_new_topics() throws Exception {
        create(100, topic, other);
        assertAllArrive(InProcess.run(
                lines("{\"topic\":\"" + topic + "\",\"key\":\"k%1$d\",\"value\":\"%1$d\"}\n{\"topic\":\"" + other
                        + "\",\"key\":\"k%1$d\",\"value\":\"%1$d\"}"),
                "-b",
                BROKER,
                "-J"));
    }

    @Test
    void so_do_they_in_transactions_and_where_a_balancer_chooses() throws Exception {
        create(150, topic);
        assertAllArrive(InProcess.run(
                lines("%d"),
                "-b",
                BROKER,
                "-t",
                topic,
                "--balancer",
                "round-robin",
                "--transactional-id",
                topic,
                "--transaction-batch",
                "20000"));
    }
}

package org.kafkamqtt.topics.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.Filter;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.PartitionState;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;
import org.kafkamqtt.topics.plan.TopicSetting;
import org.kafkamqtt.topics.plan.TopicState;

/** The same topics in every form. */
class ShowTest {
    private static final Set<Integer> ALIVE = Set.of(1, 2);
    private static final Filter ALL = new Filter(false, false, false, false, false);
    private static final Filter OFFLINE = new Filter(false, true, false, false, false);
    private static final TopicState ORDERS = new TopicState(
            new Listing("orders", "AbC", false),
            List.of(
                    partition(0, 1, List.of(1, 2), List.of(1, 2), 1234567),
                    partition(1, 2, List.of(2, 1), List.of(2), 10),
                    partition(2, -1, List.of(3, 1), List.of(), -1)),
            List.of(
                    new TopicSetting("retention.ms", "5", TopicSetting.Origin.TOPIC),
                    new TopicSetting("min.insync.replicas", "1", TopicSetting.Origin.BROKER),
                    new TopicSetting("cleanup.policy", "delete", TopicSetting.Origin.DEFAULT)));

    private static PartitionState partition(
            int number, int leader, List<Integer> replicas, List<Integer> inSync, long bytes) {
        return new PartitionState(
                number,
                leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader),
                replicas,
                inSync,
                Optional.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
    }

    private static Page page(Form form) {
        return new Page(form, 80, false);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), UTF_8);
    }

    private static String details(Filter filter, Form form) {
        return text(new TopicDetails(filter, ALIVE).of(List.of(ORDERS), page(form)));
    }

    @Test
    void a_table_marks_what_is_wrong() {
        assertEquals(
                """
                orders
                  3 partitions, 2 replicas, 1 offline, 2 under-replicated
                  id AbC
                  retention.ms=5
                PARTITION  LEADER  REPLICAS  IN SYNC    SIZE  STATE
                        0       1  1,2       1,2      1.2 MB
                        1       2  2,1       2          10 B  under-replicated
                        2       -  3,1       -             -  offline, under-replicated
                """,
                details(ALL, Form.TABLE));
    }

    @Test
    void a_table_of_some_partitions_names_their_topics() {
        assertEquals(
                """
                TOPIC   PARTITION  LEADER  REPLICAS  IN SYNC  SIZE  STATE
                orders          2       -  3,1       -           -  offline, under-replicated
                """,
                details(OFFLINE, Form.TABLE));
    }

    @Test
    void no_line_of_a_table_is_wider_than_the_terminal() {
        List<Integer> many = IntStream.range(0, 40).boxed().toList();
        TopicState wide = new TopicState(
                new Listing("t".repeat(249), "id", false),
                List.of(partition(0, 1, many, many, 1)),
                List.of(new TopicSetting("x", "y".repeat(200), TopicSetting.Origin.TOPIC)));
        String table = text(new TopicDetails(OFFLINE, Set.of()).of(List.of(wide), page(Form.TABLE)));
        String list = text(TopicList.of(List.of(wide), Set.of(), true, page(Form.TABLE)));
        assertTrue((table + list).lines().allMatch(line -> line.length() <= 80), table + list);
    }

    @Test
    void fields_are_those_of_a_partition() {
        assertEquals(
                """
                orders\t0\t1\t1,2\t1,2\t1234567\t-
                orders\t1\t2\t2,1\t2\t10\tunder-replicated
                orders\t2\t-\t3,1\t-\t-\toffline,under-replicated
                """,
                details(ALL, Form.FIELDS));
    }

    @Test
    void json_has_all_of_it() {
        assertEquals(
                """
                {"topic":"orders","id":"AbC","internal":false,"partitionCount":3,"replicationFactor":2,"bytes":null,\
                "configs":{"retention.ms":"5"},"partitions":[{"partition":2,"leader":null,"replicas":[3,1],"isr":[],\
                "elr":[],"lastKnownElr":null,"bytes":null,"underReplicated":true,"underMinIsr":true,"offline":true}]}
                """,
                details(OFFLINE, Form.JSON));
    }

    @Test
    void kafkas_lines_are_those_of_its_script() {
        assertEquals(
                """
                Topic: orders\tTopicId: AbC\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: retention.ms=5,min.insync.replicas=1
                \tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2\tElr: \tLastKnownElr: N/A
                \tTopic: orders\tPartition: 1\tLeader: 2\tReplicas: 2,1\tIsr: 2\tElr: \tLastKnownElr: N/A
                \tTopic: orders\tPartition: 2\tLeader: none\tReplicas: 3,1\tIsr: \tElr: \tLastKnownElr: N/A
                """,
                details(ALL, Form.KAFKA));
    }

    @Test
    void a_list_has_a_line_for_each_topic() {
        assertEquals(
                """
                TOPIC   PARTITIONS  REPLICAS  STATE
                orders           3         2  1 offline, 2 under-replicated
                """,
                text(TopicList.of(List.of(ORDERS), ALIVE, false, page(Form.TABLE))));
        assertEquals(
                "orders\t3\t2\t-\t1 offline, 2 under-replicated\n",
                text(TopicList.of(List.of(ORDERS), ALIVE, true, page(Form.FIELDS))));
        assertEquals(
                "{\"topic\":\"orders\",\"id\":\"AbC\",\"internal\":false,\"partitions\":3,\"replicas\":2,"
                        + "\"underReplicated\":2,\"offline\":1}\n",
                text(TopicList.of(List.of(ORDERS), ALIVE, false, page(Form.JSON))));
    }

    @Test
    void names_are_alone_on_their_lines() {
        List<Listing> listed = List.of(ORDERS.listing(), new Listing("a", "", true));
        assertEquals("orders\na\n", text(TopicList.names(listed, page(Form.FIELDS))));
        assertEquals(
                "{\"topic\":\"orders\",\"id\":\"AbC\",\"internal\":false}\n{\"topic\":\"a\",\"id\":null,\"internal\":true}\n",
                text(TopicList.names(listed, page(Form.JSON))));
        assertEquals("\n", text(TopicList.names(List.of(), page(Form.KAFKA))));
    }

    @Test
    void results_are_told_in_every_form() {
        Report report = new Report(List.of(
                Result.done("a", "created", "6 partitions, 1 replica"),
                Result.failed("b", new Refusal(ExitStatus.FAILED, "no"))));
        assertEquals(
                """
                TOPIC  RESULT
                a      created  6 partitions, 1 replica
                b      failed
                """,
                text(Results.of(report, page(Form.TABLE))));
        assertEquals(
                "a\tcreated\t6 partitions, 1 replica\nb\tfailed\t-\n", text(Results.of(report, page(Form.FIELDS))));
        assertEquals(
                """
                {"topic":"a","result":"created","detail":"6 partitions, 1 replica","error":null}
                {"topic":"b","result":"failed","detail":"","error":"no"}
                """,
                text(Results.of(report, page(Form.JSON))));
        assertEquals("Created topic a.\n", text(Results.of(report, page(Form.KAFKA))));
    }

    @Test
    void brokers_are_shown_with_what_they_have() {
        List<Broker> brokers = List.of(new Broker(1, "a:9092", "r1", true), new Broker(2, "b:9092", "", false));
        assertEquals(
                """
                BROKER  ADDRESS  RACK  LEADS  REPLICAS  IN SYNC
                     1  a:9092   r1        1         3        1
                     2  b:9092   -         1         2        2
                """,
                text(BrokerList.of(brokers, List.of(ORDERS), page(Form.TABLE))));
        assertEquals(
                """
                {"broker":1,"address":"a:9092","rack":"r1","leads":1,"replicas":3,"inSync":1}
                {"broker":2,"address":"b:9092","rack":null,"leads":1,"replicas":2,"inSync":2}
                """,
                text(BrokerList.of(brokers, List.of(ORDERS), page(Form.JSON))));
    }
}

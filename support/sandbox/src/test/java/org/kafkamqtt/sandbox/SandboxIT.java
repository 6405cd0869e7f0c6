package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

class SandboxIT {
    private final Sandbox sandbox = SharedSandbox.get();

    private static void send(String address, Map<String, Object> more, String topic, String value) throws Exception {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put("bootstrap.servers", address);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String address, String topic, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Await.that(count + " records in " + topic, 20, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    @Test
    void kafka_keeps_its_records_over_a_restart() throws Exception {
        String topic = "restart-" + UUID.randomUUID();
        sandbox.createTopic(topic, 1);
        send(sandbox.kafkaAddress(), Map.of(), topic, "before");
        String address = sandbox.kafkaAddress();
        sandbox.stopKafka();
        sandbox.startKafka();
        assertEquals(address, sandbox.kafkaAddress());
        send(address, Map.of(), topic, "after");
        assertEquals(List.of("before", "after"), read(address, topic, 2));
    }

    @Test
    void the_secured_listener_takes_the_password_and_nothing_else() throws Exception {
        try (Sandbox secured = Sandbox.start(SandboxSettings.securedKafka())) {
            secured.createTopic("t", 1);
            for (String mechanism : List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")) {
                send(secured.secureKafkaAddress(), login(secured, mechanism, Sandbox.PASSWORD), "t", mechanism);
            }
            assertEquals(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"), read(secured.kafkaAddress(), "t", 3));
            Exception refused = assertThrows(
                    Exception.class,
                    () -> send(secured.secureKafkaAddress(), login(secured, "SCRAM-SHA-256", "wrong"), "t", "x"));
            assertTrue(refused.toString().contains("SaslAuthentication"), refused.toString());
        }
    }

    @Test
    void data_of_a_plain_sandbox_take_a_secured_listener_later(@TempDir Path data) throws Exception {
        OptionalInt any = OptionalInt.of(0);
        OptionalInt none = OptionalInt.empty();
        try (Sandbox plain = Sandbox.start(new SandboxSettings(any, none, none, Optional.of(data)))) {
            plain.createTopic("t", 1);
        }
        try (Sandbox secured = Sandbox.start(new SandboxSettings(any, any, none, Optional.of(data)))) {
            send(secured.secureKafkaAddress(), login(secured, "SCRAM-SHA-512", Sandbox.PASSWORD), "t", "in");
            assertEquals(List.of("in"), read(secured.kafkaAddress(), "t", 1));
        }
    }

    private static Map<String, Object> login(Sandbox sandbox, String mechanism, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"" + Sandbox.USER + "\" password=\""
                        + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                sandbox.certificates().certificate().toString());
    }

    @Test
    void the_mqtt_broker_answers_on_its_port_after_a_restart() throws Exception {
        sandbox.stopMqtt();
        sandbox.startMqtt();
        String[] address = sandbox.mqttAddress().split(":", 2);
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(10_000);
            byte[] connect = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 1, 'x'};
            socket.getOutputStream().write(connect);
            byte[] answer = socket.getInputStream().readNBytes(4);
            assertEquals(List.of(0x20, 2, 0, 0), List.of((int) answer[0], (int) answer[1], (int) answer[2], (int)
                    answer[3]));
        }
    }

    @Test
    void a_taken_port_is_named() {
        int taken = Integer.parseInt(sandbox.kafkaAddress().split(":", 2)[1]);
        Failure failure = assertThrows(Failure.class, () -> Ports.claim(taken, "--kafka-port"));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertTrue(failure.sentence().contains("port " + taken)
                && failure.sentence().contains("--kafka-port"));
    }

    @Test
    void kcat_writes_and_reads() {
        assumeTrue(Child.installed("kcat"), "kcat is not installed");
        String topic = "kcat-" + UUID.randomUUID();
        sandbox.createTopic(topic, 1);
        try (Child write = Child.program(List.of("kcat", "-P", "-b", sandbox.kafkaAddress(), "-t", topic))) {
            assertEquals(0, write.type("one\ntwo\n").endInput().ended(30).status());
        }
        try (Child read = Child.program(List.of("kcat", "-C", "-e", "-q", "-b", sandbox.kafkaAddress(), "-t", topic))) {
            assertEquals("one\ntwo\n", read.ended(30).out());
        }
    }

    @Test
    void mosquittos_clients_talk_over_it_at_every_qos() {
        assumeTrue(Child.installed("mosquitto_sub"), "mosquitto_sub is not installed");
        String[] address = sandbox.mqttAddress().split(":", 2);
        for (String qos : List.of("0", "1", "2")) {
            try (Child sub = Child.program(List.of(
                    // Its output is for a file otherwise, and comes only at the end.
                    "stdbuf",
                    "-oL",
                    "mosquitto_sub",
                    "-h",
                    address[0],
                    "-p",
                    address[1],
                    "-t",
                    "a/#",
                    "-q",
                    qos,
                    "-C",
                    "1",
                    "-W",
                    "20",
                    "-d"))) {
                Await.that("the subscription", 20, () -> sub.out().contains("Subscribed"));
                try (Child pub = Child.program(List.of(
                        "mosquitto_pub",
                        "-h",
                        address[0],
                        "-p",
                        address[1],
                        "-t",
                        "a/b",
                        "-q",
                        qos,
                        "-m",
                        "m" + qos))) {
                    assertEquals(0, pub.ended(20).status());
                }
                assertTrue(sub.ended(20).out().contains("m" + qos + "\n"));
            }
        }
    }

    @Test
    void two_sandboxes_run_side_by_side() {
        try (Sandbox second = Sandbox.start(SandboxSettings.forTests())) {
            second.createTopic("second", 1);
            assertTrue(!second.kafkaAddress().equals(sandbox.kafkaAddress()));
            assertTrue(!second.mqttAddress().equals(sandbox.mqttAddress()));
        }
    }
}

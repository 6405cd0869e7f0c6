package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.journeys.ScriptedBroker.Manner;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.client.Connections;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;
import org.kafkamqtt.sandbox.trial.Mosquitto;
import org.kafkamqtt.sandbox.trial.WebSocketGate;

/**
 * The traps of Paho mqttv3 1.2.5 that can reach a user, by the numbers of {@code docs/mqtt.md}: each test first falls into
 * the trap with Paho as it is, then shows that the tools do not.
 */
class PahoTrapsJarIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @BeforeAll
    static void start() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        broker = Mosquitto.start(folder, "allow_anonymous true", "max_queued_messages 0", "message_size_limit 1000000");
    }

    @AfterAll
    static void stop() {
        if (Mosquitto.installed()) {
            broker.close();
        }
    }

    private static Child tool(String tool, int port, String... args) {
        return Child.jar(
                tool,
                tool,
                Stream.concat(Stream.of("-p", Integer.toString(port)), Stream.of(args))
                        .toArray(String[]::new));
    }

    private static Child publishing(int port, String... args) {
        return tool("mqtt-publish", port, args);
    }

    private static Child.Ended publish(int port, String input, String... args) {
        try (Child child = publishing(port, args)) {
            return child.type(input).endInput().ended(30);
        }
    }

    /** A mqtt-subscribe that the broker knows to be subscribed. */
    private static Child subscribed(String filter, String... args) {
        return subscribed(broker.port(), filter, args);
    }

    private static Child subscribed(int port, String filter, String... args) {
        // A stock client may have subscribed to the same before.
        long others = subscriptions(filter);
        Child child = tool(
                "mqtt-subscribe",
                port,
                Stream.concat(Stream.of("-t", filter), Stream.of(args)).toArray(String[]::new));
        Await.that("subscription to " + filter, 20, () -> subscriptions(filter) > others);
        return child;
    }

    private static long subscriptions(String filter) {
        return broker.said()
                .lines()
                .filter(line -> line.contains("\t" + filter + " (QoS"))
                .count();
    }

    /** Ended well, and nothing was said that is not ours. */
    private static void assertDone(String out, Child.Ended ended) {
        assertEquals(0, ended.status(), ended.err());
        assertEquals(out, ended.out(), ended.err());
        assertPlain(ended);
    }

    private static void assertPlain(Child.Ended ended) {
        assertTrue(ended.err().lines().allMatch(line -> line.startsWith("mqtt-")), ended.err());
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i + "\n").collect(Collectors.joining());
    }

    private static MqttConnectOptions keptSession() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        return options;
    }

    private static MqttConnectOptions reconnecting() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setAutomaticReconnect(true);
        return options;
    }

    @Test
    void p1_publishing_fast_is_refused() throws Exception {
        try (StockPaho stock = StockPaho.on(broker.port(), "p1")) {
            MqttException refused = assertThrows(MqttException.class, () -> {
                for (int i = 0; i < 5_000; i++) {
                    stock.client.publish("p1/stock", new byte[10], 1, false);
                }
            });
            assertEquals(MqttException.REASON_CODE_MAX_INFLIGHT, refused.getReasonCode());
        }
        try (StockPaho witness = StockPaho.hearing(broker.port(), "p1/ours", 1)) {
            assertDone("", publish(broker.port(), lines(5_000), "-t", "p1/ours", "-q", "1", "-l"));
            assertEquals(5_000, witness.heardInTheEnd().size());
        }
    }

    @Test
    void p2_disconnecting_throws_messages_of_qos_0_away() throws Exception {
        int count = 50_000;
        try (StockPaho witness = StockPaho.hearing(broker.port(), "p2/+", 0)) {
            StockPaho stock = StockPaho.on(broker.port(), "p2");
            for (int i = 0; i < count; i++) {
                stock.client.publish("p2/stock", new byte[100], 0, false);
            }
            stock.client.disconnect().waitForCompletion(StockPaho.LIMIT_MILLIS);
            stock.close();
            int before = witness.heardInTheEnd().size();
            assertTrue(before < count, before + " of " + count);
            assertDone("", publish(broker.port(), lines(count), "-t", "p2/ours", "-l"));
            assertEquals(count, witness.heardInTheEnd().size() - before);
        }
    }

    @Test
    void p3_a_publish_of_qos_0_never_completes_when_the_connection_breaks() throws Exception {
        Path large = Files.write(folder.resolve("p3"), new byte[8_000_000]);
        try (ScriptedBroker deaf = new ScriptedBroker(Manner.DEAF)) {
            try (StockPaho stock = StockPaho.on(deaf.port(), "p3")) {
                stock.client.publish("p3", new byte[8_000_000], 0, false);
                IMqttDeliveryToken second = stock.client.publish("p3", new byte[1], 0, false);
                deaf.connected(1).hangUp();
                Await.that("the loss is known", 10, stock::isLost);
                MqttException stuck = assertThrows(MqttException.class, () -> second.waitForCompletion(1_000));
                assertEquals(MqttException.REASON_CODE_CLIENT_TIMEOUT, stuck.getReasonCode());
            }
            try (Child ours = publishing(
                    deaf.port(), "-t", "p3", "-f", large.toString(), "-f", large.toString(), "--no-reconnect")) {
                deaf.connected(2).hangUp();
                Child.Ended ended = ours.ended(15);
                assertEquals(4, ended.status(), ended.err());
                assertPlain(ended);
            }
        }
    }

    @Test
    void p4_a_broker_without_consent_is_waited_for_for_ever() throws Exception {
        try (ScriptedBroker silent = new ScriptedBroker(Manner.SILENT)) {
            try (StockPaho stock = new StockPaho("tcp://localhost:" + silent.port(), "p4")) {
                MqttConnectOptions options = new MqttConnectOptions();
                options.setConnectionTimeout(1);
                IMqttToken token = stock.client.connect(options);
                assertThrows(MqttException.class, () -> token.waitForCompletion(2_500));
                assertFalse(token.isComplete());
            }
            Child.Ended ended = publish(silent.port(), "", "-t", "a", "-m", "b", "--connect-timeout", "1s");
            assertEquals(4, ended.status());
            assertEquals("mqtt-publish: no answer from localhost:" + silent.port() + " in 1 s\n", ended.err());
        }
    }

    @Test
    void p5_each_connect_sleeps_three_times() throws Exception {
        long stock = Long.MAX_VALUE;
        long ours = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long begun = System.nanoTime();
            try (Connection connection = Connections.of(settings("p5-" + i), new ConnectionListener() {})) {
                connection.open();
                ours = Math.min(ours, System.nanoTime() - begun);
            }
        }
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            try (StockPaho client = StockPaho.on(broker.port(), "p5")) {
                stock = Math.min(stock, System.nanoTime() - begun);
                assertTrue(client.client.isConnected());
            }
        }
        assertTrue(stock > Duration.ofMillis(200).toNanos(), stock + " ns");
        assertTrue(ours < Duration.ofMillis(100).toNanos(), ours + " ns");
    }

    private static ConnectionSettings settings(String id) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", broker.port()),
                4,
                new Session(id, true, true),
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                new Reconnection(false, Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(1)),
                20,
                Optional.empty());
    }

    @Test
    void p6_a_topic_with_an_emoji_makes_the_client_deaf() throws Exception {
        String messages =
                """
                {"topic":"p6/\\ud83d\\ude00","payload":"emoji","qos":1}
                {"topic":"p6/\\ufffd","payload":"replacement","qos":1}
                {"topic":"p6/plain","payload":"plain","qos":1}
                """;
        try (StockPaho stock = StockPaho.hearing(broker.port(), "p6/#", 1);
                Child ours = subscribed("p6/+", "-q", "2", "-C", "3")) {
            assertDone("", publish(broker.port(), messages, "-J"));
            assertEquals(List.of(), stock.heardInTheEnd());
            assertDone("emoji\nreplacement\nplain\n", ours.ended(20));
        }
        try (StockPaho stock = StockPaho.on(broker.port(), "p6")) {
            stock.client.publish("p6/\ud83d\ude00", new byte[1], 0, false);
            Await.that("the connection is lost", 10, stock::isLost);
        }
    }

    @Test
    void p7_and_p29_a_slow_reader_loses_the_connection_and_the_log_goes_to_standard_error() throws Exception {
        ConcurrentLinkedQueue<LogRecord> log = new ConcurrentLinkedQueue<>();
        Handler handler = handler(log);
        Logger root = Logger.getLogger("");
        Logger.getLogger("org.eclipse.paho.client.mqttv3").setLevel(null);
        root.addHandler(handler);
        CountDownLatch slow = new CountDownLatch(1);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setKeepAliveInterval(2);
        // Longer than one and a half times the keep-alive, when the broker would hang up.
        String command = "test \"$(cat)\" != m0 || sleep 9";
        try (Child ours = subscribed("p7", "-q", "1", "-k", "5", "-C", "50", "--exec", command);
                StockPaho stock = StockPaho.on(broker.port(), "p7", options).onMessage(() -> await(slow))) {
            stock.client.subscribe("p7", 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
            assertDone("", publish(broker.port(), lines(50), "-t", "p7", "-q", "1", "-l"));
            Await.that("the client times out by itself", 15, () -> log.stream()
                    .anyMatch(record -> record.getLevel().equals(Level.SEVERE)));
            slow.countDown();
            Await.that("the connection is lost", 15, stock::isLost);
            assertDone("", ours.ended(40));
        } finally {
            root.removeHandler(handler);
            slow.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Handler handler(ConcurrentLinkedQueue<LogRecord> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.add(record);
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Test
    void p8_an_exception_about_one_message_ends_the_connection() throws Exception {
        try (StockPaho stock = StockPaho.hearing(broker.port(), "p8", 0).onMessage(() -> {
                    throw new IllegalStateException("about this message");
                });
                Child ours = subscribed("p8", "-C", "3", "--exec", "exit 1")) {
            publish(broker.port(), lines(3), "-t", "p8", "-l");
            Await.that("the connection is lost", 10, stock::isLost);
            assertEquals(1, stock.heard().size());
            Child.Ended ended = ours.ended(20);
            assertEquals(3, ended.status(), ended.err());
            assertFalse(ended.err().contains("lost"), ended.err());
        }
    }

    @Test
    void p9_one_message_fails_and_then_succeeds() throws Exception {
        List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (Gate gate = Gate.deafAtFirst(broker.port());
                StockPaho stock = StockPaho.on(gate.port(), "p9", keptSession())) {
            stock.client.publish("p9", new byte[1], 1, false, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    told.add("success");
                }

                @Override
                public void onFailure(IMqttToken token, Throwable e) {
                    told.add("failure");
                }
            });
            Await.that("the message is out", 10, () -> gate.swallowed() > 0);
            gate.cut();
            Await.that("the loss", 10, stock::isLost);
            stock.connect(keptSession());
            Await.that("two ends of one message", 10, () -> told.size() == 2);
            assertEquals(List.of("failure", "success"), told);
        }
        Child.Ended ours = publishedOverACut("-t", "p9", "-m", "x", "-q", "1", "-c", "-i", "p9-ours");
        assertTrue(ours.err().contains("1 read, 1 sent, 1 acknowledged"), ours.err());
    }

    private static Child.Ended publishedOverACut(String... args) throws Exception {
        try (Gate gate = Gate.deafAtFirst(broker.port());
                Child child = publishing(
                        gate.port(),
                        Stream.concat(Stream.of(args), Stream.of("--summary", "text"))
                                .toArray(String[]::new))) {
            Await.that("the message is out", 20, () -> gate.swallowed() > 0);
            gate.cut();
            Child.Ended ended = child.ended(20);
            assertDone("", ended);
            return ended;
        }
    }

    @Test
    void p10_a_clean_session_with_automatic_reconnection_loses_what_was_in_flight() throws Exception {
        try (StockPaho witness = StockPaho.hearing(broker.port(), "p10", 1)) {
            try (Gate gate = Gate.deafAtFirst(broker.port());
                    StockPaho stock = StockPaho.on(gate.port(), "p10", reconnecting())) {
                stock.client.publish("p10", "lost".getBytes(UTF_8), 1, false);
                Await.that("the message is out", 10, () -> gate.swallowed() > 0);
                gate.cut();
                Await.that("the connection is back", 20, () -> stock.reconnections() == 1);
                stock.publish("p10", 1, "after");
                assertEquals(List.of("after"), witness.heardInTheEnd());
            }
            publishedOverACut("-t", "p10", "-m", "kept", "-q", "1");
            assertEquals(List.of("after", "kept"), witness.heardInTheEnd());
        }
    }

    @Test
    void p11_reconnection_covers_neither_the_first_attempt_nor_the_subscriptions() throws Exception {
        int port = FreePorts.next();
        try (StockPaho stock = new StockPaho("tcp://localhost:" + port, "p11");
                Child ours = tool("mqtt-subscribe", port, "-t", "p11", "-q", "1", "-C", "1", "--wait-for-broker")) {
            assertThrows(MqttException.class, () -> stock.connect(reconnecting()));
            Await.that("the first attempt", 20, () -> ours.err().contains("trying again"));
            try (Gate gate = Gate.on(port, broker.port())) {
                Await.that("subscription", 40, () -> subscriptions("p11") == 1);
                assertEquals(1, gate.connections());
                stock.connect(reconnecting());
                stock.client.subscribe("p11", 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
                gate.cut();
                Await.that("both are back", 40, () -> stock.reconnections() == 1 && subscriptions("p11") == 3);
                publish(broker.port(), "", "-t", "p11", "-m", "x", "-q", "1");
                assertDone("x\n", ours.ended(20));
                assertEquals(List.of(), stock.heardInTheEnd());
            }
        }
    }

    @Test
    void p12_a_refusal_is_asked_for_twice() throws Exception {
        try (ScriptedBroker refusing = new ScriptedBroker(Manner.REFUSES)) {
            assertThrows(MqttException.class, () -> StockPaho.on(refusing.port(), "p12"));
            assertEquals(2, refusing.connections());
            assertEquals(5, publish(refusing.port(), "", "-t", "a", "-m", "b").status());
            assertEquals(3, refusing.connections());
        }
    }

    @Test
    void p13_a_packet_that_comes_in_two_pieces_a_second_apart_is_torn() throws Exception {
        try (ScriptedBroker slow = new ScriptedBroker(Manner.POLITE);
                StockPaho stock = StockPaho.hearing(slow.port(), "a", 0);
                Child ours = tool("mqtt-subscribe", slow.port(), "-t", "a", "-C", "1")) {
            for (int each = 1; each <= 2; each++) {
                slow.subscribed(each).send(0x30);
            }
            assertFalse(new CountDownLatch(1).await(1_500, TimeUnit.MILLISECONDS));
            for (int each = 1; each <= 2; each++) {
                slow.subscribed(each).send(4, 0, 1, 'a', 'x');
            }
            assertDone("x\n", ours.ended(10));
            assertEquals(List.of(), stock.heardInTheEnd());
        }
    }

    @Test
    void p14_a_ping_ends_a_websocket() throws Exception {
        try (WebSocketGate gate = new WebSocketGate(broker.port())) {
            String path = "://localhost:" + gate.port() + "/gate";
            try (StockPaho stock = new StockPaho("ws" + path, "p14")) {
                assertThrows(MqttException.class, () -> stock.connect(new MqttConnectOptions()));
            }
            try (Child ours =
                    Child.jar("mqtt-publish", "mqtt-publish", "-L", "ws" + path, "-t", "p14", "-m", "x", "-q", "2")) {
                assertDone("", ours.ended(20));
            }
        }
    }

    @Test
    void p15_a_host_name_with_an_underscore_is_an_error_of_the_program() throws Exception {
        try (TestProxy proxy = TestProxy.open()) {
            assertThrows(java.lang.reflect.InaccessibleObjectException.class, () -> {
                try (StockPaho stock = new StockPaho("tcp://my_broker:" + broker.port(), "p15")) {
                    stock.connect(new MqttConnectOptions());
                }
            });
            String through = "socks5h://localhost:" + proxy.port();
            assertDone("", publish(broker.port(), "", "-h", "my_broker", "--proxy", through, "-t", "p15", "-m", "x"));
            assertEquals(List.of("my_broker:" + broker.port()), proxy.asked());
        }
    }

    @Test
    void p17_the_listener_of_a_shared_subscription_hears_nothing() throws Exception {
        List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        IMqttMessageListener listener = (topic, message) -> heard.add(topic);
        try (StockPaho stock = StockPaho.on(broker.port(), "p17")) {
            stock.client
                    .subscribe("$share/stock/p17", 1, null, null, listener)
                    .waitForCompletion(StockPaho.LIMIT_MILLIS);
            try (Child ours = subscribed("$share/ours/p17", "-q", "1", "-C", "5", "-W", "20")) {
                publish(broker.port(), lines(5), "-t", "p17", "-q", "1", "-l");
                assertDone(lines(5), ours.ended(30));
            }
            Await.that("all came", 10, () -> stock.heard().size() == 5);
            assertEquals(List.of(), heard);
        }
    }

    @Test
    void p18_a_refused_subscription_looks_like_any_other() throws Exception {
        try (ScriptedBroker strict = new ScriptedBroker(Manner.POLITE)) {
            try (StockPaho stock = StockPaho.on(strict.port(), "p18")) {
                IMqttToken token = stock.client.subscribe("no", 1);
                token.waitForCompletion(StockPaho.LIMIT_MILLIS);
                assertEquals(Optional.empty(), Optional.ofNullable(token.getException()));
                assertArrayEquals(new int[] {0x80}, token.getGrantedQos());
            }
            try (Child ours = tool("mqtt-subscribe", strict.port(), "-t", "no", "-W", "10")) {
                Child.Ended ended = ours.ended(20);
                assertEquals(6, ended.status(), ended.err());
                assertPlain(ended);
            }
        }
    }

    @Test
    void p19_files_are_left_in_the_working_folder(@TempDir Path working) throws Exception {
        String id = "p19-" + System.nanoTime();
        Path left = Path.of(id + "-tcplocalhost" + broker.port());
        try (MqttAsyncClient stock = new MqttAsyncClient("tcp://localhost:" + broker.port(), id)) {
            stock.connect().waitForCompletion(StockPaho.LIMIT_MILLIS);
            assertTrue(Files.isDirectory(left), left.toString());
            stock.disconnect().waitForCompletion(StockPaho.LIMIT_MILLIS);
        }
        Files.deleteIfExists(left);
        String port = " -p " + broker.port();
        assertDone(
                "x\n",
                Jars.run("cd '" + working + "' && mqtt-publish " + port + " -t p19 -m x -q 2 -r -c -i p19-p"
                        + " && XDG_STATE_HOME=../state mqtt-subscribe " + port + " -t p19 -q 2 -c -i p19-s -C 1"));
        try (Stream<Path> files = Files.list(working)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void p20_a_message_of_qos_2_is_lost_when_the_process_dies() throws Exception {
        try (Gate gate = Gate.before(broker.port())) {
            CountDownLatch dead = new CountDownLatch(1);
            try (StockPaho stock =
                    StockPaho.on(gate.port(), "p20", keptSession()).onMessage(() -> await(dead))) {
                stock.client.subscribe("p20/stock", 2).waitForCompletion(StockPaho.LIMIT_MILLIS);
                publish(broker.port(), "", "-t", "p20/stock", "-m", "precious", "-q", "2");
                Await.that(
                        "the message is there, and not dealt with",
                        10,
                        () -> stock.heard().size() == 1);
                gate.cut();
                dead.countDown();
                Await.that("the loss", 10, stock::isLost);
            }
        }
        try (StockPaho again = new StockPaho("tcp://localhost:" + broker.port(), "p20")) {
            again.connect(keptSession());
            assertEquals(List.of(), again.heardInTheEnd());
        }
        String state = "export XDG_STATE_HOME='" + folder.resolve("p20") + "'; ";
        String ours = "mqtt-subscribe -p " + broker.port() + " -t p20/ours -q 2 -c -i p20-ours ";
        assertEquals(0, Jars.run(state + ours + "-E").status());
        publish(broker.port(), "", "-t", "p20/ours", "-m", "precious", "-q", "2");
        assertEquals(137, Jars.run(state + ours + "--exec 'kill -9 $PPID'").status());
        assertDone("precious\n", Jars.run(state + ours + "-C 1 -W 20"));
    }

    @Test
    void p22_a_late_acknowledgement_is_taken_for_that_of_another_message() throws Exception {
        try (ScriptedBroker forgetful = new ScriptedBroker(Manner.POLITE);
                StockPaho stock = StockPaho.on(forgetful.port(), "p22")) {
            stock.client.setManualAcks(true);
            stock.client.subscribe("a", 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
            forgetful.subscribed(1).publish("a", 1, "first");
            Await.that("the first message", 10, () -> stock.heard().size() == 1);
            forgetful.subscribed(1).hangUp();
            Await.that("the loss", 10, stock::isLost);
            stock.connect(new MqttConnectOptions());
            stock.client.subscribe("a", 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
            forgetful.subscribed(2).publish("a", 1, "second");
            Await.that("the second message", 10, () -> stock.heard().size() == 2);
            stock.client.messageArrivedComplete(1, 1); // of the first
            Await.that(
                    "the broker takes it for the second",
                    10,
                    () -> forgetful.subscribed(2).received(ScriptedBroker.PUBACK) == 1);
        }
        Path done = Files.createDirectory(folder.resolve("p22"));
        String command = "read -r m; cd '" + done + "'; touch begun-$m; while [ ! -e end-$m ]; do sleep 0.05; done";
        try (ScriptedBroker forgetful = new ScriptedBroker(Manner.POLITE);
                Child ours = tool("mqtt-subscribe", forgetful.port(), "-t", "a", "-q", "1", "--exec", command)) {
            forgetful.subscribed(1).publish("a", 1, "first");
            Await.that("the first message", 20, () -> Files.exists(done.resolve("begun-first")));
            forgetful.subscribed(1).hangUp();
            forgetful.subscribed(2).publish("a", 1, "second");
            Files.createFile(done.resolve("end-first"));
            Await.that("the second message", 20, () -> Files.exists(done.resolve("begun-second")));
            assertEquals(0, forgetful.subscribed(2).received(ScriptedBroker.PUBACK));
            Files.createFile(done.resolve("end-second"));
            Await.that("its acknowledgement", 20, () -> forgetful.subscribed(2).received(ScriptedBroker.PUBACK) == 1);
            assertTrue(ours.alive());
        }
    }

    @Test
    void p25_threads_keep_the_process_alive() throws Exception {
        try (StockPaho stock = StockPaho.on(broker.port(), "p25")) {
            assertTrue(stock.client.isConnected());
            assertTrue(Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("MQTT Ping: p25") && !thread.isDaemon()));
        }
        // This one does not even hang up when told goodbye.
        try (ScriptedBroker clinging = new ScriptedBroker(Manner.POLITE)) {
            assertDone("", publish(clinging.port(), "", "-t", "a", "-m", "b"));
        }
    }

    @Test
    void p26_a_payload_that_no_packet_can_hold_costs_the_connection() throws Exception {
        int tooLarge = 268_435_456;
        try (StockPaho stock = StockPaho.on(broker.port(), "p26")) {
            stock.client.publish("p26", new byte[tooLarge], 0, false);
            Await.that("the connection is lost", 20, stock::isLost);
        }
        Path file = folder.resolve("p26");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(tooLarge);
        }
        Child.Ended ended = publish(broker.port(), "", "-t", "p26", "-f", file.toString());
        assertEquals(3, ended.status(), ended.err());
        assertTrue(ended.err().contains("larger than MQTT allows"), ended.err());
        assertPlain(ended);
    }

    @Test
    void p28_an_unknown_host_is_called_a_mqtt_exception() throws Exception {
        try (StockPaho stock = new StockPaho("tcp://no-such-host.invalid:1883", "p28")) {
            MqttException vague = assertThrows(MqttException.class, () -> stock.connect(new MqttConnectOptions()));
            assertEquals("MqttException", vague.getMessage());
            assertEquals(MqttException.REASON_CODE_CLIENT_EXCEPTION, vague.getReasonCode());
        }
        Child.Ended ended = publish(1883, "", "-h", "no-such-host.invalid", "-t", "a", "-m", "b");
        assertEquals(4, ended.status());
        assertEquals(
                "mqtt-publish: cannot connect to no-such-host.invalid:1883: unknown host 'no-such-host.invalid'\n",
                ended.err());
    }

    @Test
    void p30_a_jar_of_all_jars_may_forget_the_transports() throws Exception {
        String service = "META-INF/services/org.eclipse.paho.client.mqttv3.spi.NetworkModuleFactory";
        for (String tool : List.of("mqtt-publish", "mqtt-subscribe")) {
            try (ZipFile jar = new ZipFile(Child.root()
                    .resolve(tool)
                    .resolve("target")
                    .resolve(tool + ".jar")
                    .toFile())) {
                String factories =
                        new String(jar.getInputStream(jar.getEntry(service)).readAllBytes(), UTF_8);
                assertTrue(factories.contains("org.kafkamqtt.mqtt.wire.WireFactory"), factories);
                assertTrue(factories.contains("TCPNetworkModuleFactory"), factories);
            }
        }
    }

    @Test
    void p31_urls_that_everybody_writes_are_unknown() throws Exception {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MqttAsyncClient("mqtt://localhost:1883", "p31", new MemoryPersistence()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MqttAsyncClient("tcp://localhost:1883/topic", "p31", new MemoryPersistence()));
        try (Child ours = Child.jar(
                "mqtt-publish", "mqtt-publish", "-L", "mqtt://localhost:" + broker.port() + "/p31", "-m", "x")) {
            assertDone("", ours.ended(20));
        }
    }

    @Test
    void p32_subscribing_when_connected_hangs_if_messages_wait() throws Exception {
        for (String id : List.of("p32-stock", "p32-ours")) {
            try (StockPaho away = StockPaho.on(broker.port(), id, keptSession())) {
                away.client.subscribe("p32", 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
            }
        }
        publish(broker.port(), lines(50), "-t", "p32", "-q", "1", "-l");
        ConcurrentLinkedQueue<Integer> stuck = new ConcurrentLinkedQueue<>();
        try (StockPaho stock = new StockPaho("tcp://localhost:" + broker.port(), "p32-stock")) {
            stock.onConnected(() -> {
                try {
                    stock.client.subscribe("other", 1).waitForCompletion(2_000);
                } catch (MqttException e) {
                    stuck.add(e.getReasonCode());
                }
            });
            stock.connect(keptSession());
            Await.that("it hangs", 10, () -> !stuck.isEmpty());
            assertEquals(MqttException.REASON_CODE_CLIENT_TIMEOUT, stuck.remove());
        }
        try (Child ours =
                tool("mqtt-subscribe", broker.port(), "-t", "p32", "-q", "1", "-c", "-i", "p32-ours", "-C", "50")) {
            assertDone(lines(50), ours.ended(20));
        }
    }
}

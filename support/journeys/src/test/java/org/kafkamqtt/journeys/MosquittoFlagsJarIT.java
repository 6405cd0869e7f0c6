package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/**
 * Command lines of mosquitto_pub and mosquitto_sub, run with theirs and with ours against one broker: what subscribers
 * hear, what the broker says of the connection, the output and the status are the same.
 */
class MosquittoFlagsJarIT {
    /** What a mosquitto user types without thinking. */
    private static final Set<String> FLAGS = Set.of(
            ("-h -p -u -P -i -I -k -q -V -c -d -A -L -x -o -S --unix --quiet --cafile --capath --cert --key --ciphers"
                            + " --insecure --tls-version --tls-alpn --tls-use-os-certs --tls-keylog --no-tls --ws --proxy"
                            + " --will-topic --will-payload --will-qos --will-retain --nodelay --help --version --host --port"
                            + " --username --pw --id --id-prefix --keepalive --qos --topic --debug --url"
                            + " --disable-clean-session --protocol-version -t -m -f -l -s -n -r -M --repeat --repeat-delay"
                            + " --message --file --stdin-line --stdin-file --null-message --retain -T -U -v -F -C -W -E -R -N"
                            + " --pretty --retained-only --remove-retained --retain-as-published --retain-handling"
                            + " --random-filter -w --watch --message-rate --filter-out --unsubscribe --verbose -D --psk"
                            + " --psk-identity --tls-engine --tls-engine-kpass-sha1 --keyform")
                    .split(" "));

    /** Those that cannot be run side by side, or differ on purpose. */
    private static final Map<String, String> APART = Map.ofEntries(
            Map.entry("-x", "of MQTT 5: MosquittoVerdictsTest of both tools"),
            Map.entry("-D", "of MQTT 5: MosquittoVerdictsTest of both tools"),
            Map.entry("--retain-as-published", "of MQTT 5: MosquittoVerdictsTest of both tools"),
            Map.entry("--retain-handling", "of MQTT 5: MosquittoVerdictsTest of both tools"),
            Map.entry("--psk", "not in Java's TLS, refused: MqttFailuresJarIT"),
            Map.entry("--psk-identity", "not in Java's TLS, refused: MqttFailuresJarIT"),
            Map.entry("--tls-engine", "not in Java's TLS, refused: MqttFailuresJarIT"),
            Map.entry("--tls-engine-kpass-sha1", "not in Java's TLS, refused as --tls-engine is"),
            Map.entry("--keyform", "not in Java's TLS, refused as --tls-engine is"),
            Map.entry("--tls-keylog", "not in Java's TLS, refused: MqttFailuresJarIT"),
            Map.entry("-S", "no look-up of SRV records, refused: MqttFailuresJarIT"),
            Map.entry("-d", "on standard error here: MqttConnectionJarIT"),
            Map.entry("--debug", "as -d"),
            Map.entry("--help", "status 0 and standard output here: ExitStatusJarIT"),
            Map.entry("--version", "status 0 and standard output here: ExitStatusJarIT"),
            Map.entry("-o", "mosquitto 2.1, which Debian does not have yet: MqttViewsJarIT"),
            Map.entry("--ws", "mosquitto 2.1: MqttConnectionJarIT"),
            Map.entry("--no-tls", "mosquitto 2.1: ConnectionOptionsTest"),
            Map.entry("-w", "mosquitto 2.1: MqttViewsJarIT"),
            Map.entry("--watch", "mosquitto 2.1: MqttViewsJarIT"),
            Map.entry("--message-rate", "mosquitto 2.1: MqttViewsJarIT"),
            Map.entry("--remove-retained", "2.0 removes them and then hangs with -C: OutputJarIT"),
            Map.entry("--random-filter", "100 prints 10 % there: SelectionTest"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    private static final int TLS = FreePorts.next();
    private static final int MUTUAL = FreePorts.next();
    private static final int GUARDED = FreePorts.next();

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static TestProxy proxy;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static StockPaho witness;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Mosquitto.installed() && Child.installed("mosquitto_pub") && Child.installed("openssl"),
                "mosquitto, its clients or openssl is not installed");
        Pki pki = Pki.in(folder);
        proxy = TestProxy.open();
        Files.writeString(folder.resolve("file"), "line\nof a file");
        Path passwords = folder.resolve("passwords");
        try (Child made = Child.program(List.of("mosquitto_passwd", "-b", "-c", passwords.toString(), "me", "right"));
                // OpenSSL finds the certificates of a folder by their hashes.
                Child hashed = Child.program(List.of("openssl", "rehash", pki.file("trusted")))) {
            assertEquals(0, made.ended(10).status());
            assertEquals(0, hashed.ended(10).status());
        }
        String[] certificate = {
            "allow_anonymous true", "certfile " + pki.file("server.pem"), "keyfile " + pki.file("server.key")
        };
        broker = Mosquitto.start(
                folder,
                Stream.of(
                                new String[] {"allow_anonymous true", "per_listener_settings true"},
                                new String[] {"listener " + TLS + " 127.0.0.1"},
                                certificate,
                                new String[] {
                                    "listener " + MUTUAL + " 127.0.0.1",
                                    "require_certificate true",
                                    "cafile " + pki.file("ca.pem")
                                },
                                certificate,
                                new String[] {"listener " + GUARDED + " 127.0.0.1", "password_file " + passwords},
                                new String[] {"listener 0 " + folder.resolve("socket"), "allow_anonymous true"})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
        witness = StockPaho.hearing(broker.port(), "f/#", 2);
    }

    @AfterAll
    static void stop() throws Exception {
        if (broker != null) {
            witness.close();
            broker.close();
            proxy.close();
        }
    }

    static Stream<String> publishing() {
        return Stream.of(
                "-i me -t f/a -m hello",
                "-i me --topic f/a --message hello",
                "-i me -t f/a -m ",
                "-i me -t f/a -n",
                "-i me -t f/a --null-message -q 1",
                "-i me -t f/a -m kept -r",
                "-i me -t f/a -m kept --retain -q 1",
                "-i me -t f/a -r -n",
                "-i me -t f/a -f FOLDER/file",
                "-i me -t f/a --file FOLDER/file -q 1",
                "-i me -t f/a -f FOLDER/none",
                "-i me -t f/a -s",
                "-i me -t f/a --stdin-file -q 1",
                "-i me -t f/a -l",
                "-i me -t f/a --stdin-line -q 1 -M 1",
                "-t f/a -l -q 2 -M 5",
                "-t f/a -m x --qos 2",
                "-i me -t f/a -m x --repeat 3 -q 1",
                "-i me -t f/a -m x --repeat 2 --repeat-delay 0.1",
                "-i me -t f/a -m x -h localhost",
                "-i me -t f/a -m x --host localhost -k 17",
                "-i me -t f/a -m x --keepalive 33",
                "--id me -t f/a -m x",
                "-I pre- -t f/a -m x",
                "--id-prefix pre- -t f/a -m x",
                "-i me -c -t f/a -m x -q 1",
                "-i me --disable-clean-session -t f/a -m x",
                "-i me -V mqttv31 -t f/a -m x",
                "-i me -V 311 -t f/a -m x",
                "-i me --protocol-version 31 -t f/a -m x",
                "-i me --quiet --nodelay -A 127.0.0.1 -t f/a -m x",
                "-i me -t f/a -m x --will-topic f/w --will-payload bye --will-qos 1 --will-retain",
                "-i me -t f/a -m x --will-topic f/w",
                "-i me -L mqtt://localhost:PLAIN_PORT/f/a -m x",
                "-i me --url mqtt://me:right@localhost:GUARDED_PORT/f/a -m x",
                "-p GUARDED_PORT -i me -u me -P right -t f/a -m x",
                "--port GUARDED_PORT -i me --username me --pw right -t f/a -m x -q 1",
                "-i me -t f/a -m x --unix FOLDER/socket",
                "-i me -t f/a -m x -q 1 --proxy socks5h://localhost:PROXY_PORT",
                "-p TLS_PORT -i me -t f/a -m x --cafile FOLDER/ca.pem",
                "-p TLS_PORT -i me -t f/a -m x --capath FOLDER/trusted",
                "-p TLS_PORT -i me -t f/a -m x --cafile FOLDER/ca.pem --tls-version tlsv1.2 --ciphers"
                        + " ECDHE-ECDSA-AES256-GCM-SHA384 --tls-alpn mqtt",
                "-p TLS_PORT -h 127.0.0.1 -i me -t f/a -m x --cafile FOLDER/ca.pem --insecure",
                "-p TLS_PORT -i me -t f/a -m x --tls-use-os-certs",
                "-p MUTUAL_PORT -i me -t f/a -m x --cafile FOLDER/ca.pem --cert FOLDER/client.pem --key FOLDER/client.key");
    }

    /** One line of ours that is refused, where theirs is. */
    private static final Set<String> FAILING = Set.of("-f FOLDER/none", "--tls-use-os-certs");

    @ParameterizedTest
    @MethodSource("publishing")
    void a_command_line_of_mosquitto_pub_does_the_same_here(String line) throws Exception {
        boolean fails = FAILING.stream().anyMatch(line::endsWith);
        List<String> theirs = published(List.of(Mosquitto.program("mosquitto_pub")), line, fails);
        List<String> ours = published(java("mqtt-publish"), line, fails);
        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    private static List<String> java(String tool) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-jar",
                Child.root()
                        .resolve(tool)
                        .resolve("target")
                        .resolve(tool + ".jar")
                        .toString());
    }

    /** What subscribers hear, then what the broker keeps, then what it says of the connection. */
    private static List<String> published(List<String> program, String line, boolean fails) throws Exception {
        int logged = broker.said().length();
        int heard = witness.told().size();
        try (Child child = Child.program(command(program, line))) {
            Child.Ended ended = child.type("first\n\n third \nlast").endInput().ended(20);
            assertEquals(fails, ended.status() != 0, line + ": " + ended.status() + " " + ended.err());
        }
        hearAll();
        // Asked again, the broker tells again what it keeps.
        witness.client.subscribe("f/#", 2).waitForCompletion(StockPaho.LIMIT_MILLIS);
        hearAll();
        List<String> told =
                new ArrayList<>(witness.told().subList(heard, witness.told().size()));
        told.removeIf(each -> each.startsWith("f/end"));
        told.addAll(
                connection(broker.said().substring(logged), line.startsWith("-t") || line.contains("-f FOLDER/none")));
        witness.client.publish("f/a", new byte[0], 2, true).waitForCompletion(StockPaho.LIMIT_MILLIS);
        hearAll();
        return told;
    }

    private static void hearAll() throws Exception {
        String end = "end-" + System.nanoTime();
        witness.publish("f/end", 2, end);
        Await.that("the end", 10, () -> witness.heard().contains(end));
    }

    /** The broker's lines on who connected and how, without what differs from run to run. */
    private static List<String> connection(String log, boolean anonymous) {
        return anonymous
                ? List.of()
                : log.lines()
                        .map(each -> each.replaceFirst("^\\d+: ", "").replaceFirst("from \\S+ ", ""))
                        .map(each ->
                                each.replaceFirst("as pre-\\d+", "as pre-PID").replaceAll(":\\d+ ", " "))
                        .filter(each -> each.matches("(New client connected as (me|pre)|Will message|\\tf/w).*"))
                        .toList();
    }

    private static List<String> command(List<String> program, String line) {
        String filled = line.replace("PLAIN_PORT", Integer.toString(broker.port()))
                .replace("GUARDED_PORT", Integer.toString(GUARDED))
                .replace("TLS_PORT", Integer.toString(TLS))
                .replace("MUTUAL_PORT", Integer.toString(MUTUAL))
                .replace("PROXY_PORT", Integer.toString(proxy.port()))
                .replace("FOLDER", folder.toString());
        boolean elsewhere = filled.matches(".*(-p |--port |-L |--url |--unix ).*");
        Stream<String> port = elsewhere ? Stream.of() : Stream.of("-p", Integer.toString(broker.port()));
        return Stream.of(program.stream(), port, Stream.of(filled.split(" ", -1)))
                .flatMap(words -> words)
                .toList();
    }

    static Stream<String> subscribing() {
        return Stream.of(
                "-t g/# -v -C 3",
                "--topic g/# --verbose -C 3",
                "-t g/one -q 1 -C 1 -F %t|%q|%r|%l|%p",
                "-t g/one --qos 2 -C 1 -N",
                "-t g/# -T g/one -C 2",
                "-t g/# --filter-out g/two -C 2",
                "-t g/# -R -W 1",
                "-t g/# --retained-only -C 3",
                "-t g/one -F %j --pretty -C 1",
                "-t g/two -F %J -C 1",
                "-t g/# -E",
                "-t g/none -W 1",
                "-t g/# -U g/one -C 3 -i me -c",
                "-t g/# --unsubscribe g/# -W 1 -i me -c",
                "-L mqtt://localhost:PLAIN_PORT/g/one -C 1",
                "-t g/one -C 1 --unix FOLDER/socket",
                "-t g/one -C 1 --proxy socks5h://localhost:PROXY_PORT",
                "-p TLS_PORT -t g/one -C 1 --cafile FOLDER/ca.pem");
    }

    @ParameterizedTest
    @MethodSource("subscribing")
    void a_command_line_of_mosquitto_sub_does_the_same_here(String line) throws Exception {
        List<String> theirs = received(List.of(Mosquitto.program("mosquitto_sub")), line);
        List<String> ours = received(java("mqtt-subscribe"), line);
        assertEquals(theirs, ours);
    }

    private static List<String> received(List<String> program, String line) throws Exception {
        for (String[] each : new String[][] {{"g/one", "hello"}, {"g/two", "{\"a\": [1]}"}, {"g/3", "x"}}) {
            witness.client.publish(each[0], each[1].getBytes(UTF_8), 2, true).waitForCompletion(StockPaho.LIMIT_MILLIS);
        }
        try (Child child = Child.program(command(program, line))) {
            Child.Ended ended = child.endInput().ended(20);
            String out = ended.out().replaceAll("\"tst\":\\s*\"[^\"]*\"", "\"tst\": TIME");
            return List.of(Integer.toString(ended.status()), out);
        }
    }

    @Test
    void every_flag_of_mosquitto_is_compared_or_stands_apart_for_a_reason() {
        Set<String> seen = Stream.concat(publishing(), subscribing())
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(word -> word.startsWith("-"))
                .collect(Collectors.toCollection(TreeSet::new));
        // Given by the test itself.
        seen.add("-p");
        Set<String> missing = new TreeSet<>(FLAGS);
        missing.removeAll(seen);
        missing.removeAll(APART.keySet());
        assertEquals(Set.of(), missing);
        assertTrue(APART.keySet().stream().noneMatch(seen::contains), "compared and apart");
    }
}

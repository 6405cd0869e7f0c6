package org.kafkamqtt.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.utils.VersionLoader;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.stream.ReadyFile;
import org.kafkamqtt.console.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the sandbox. */
@Command(
        name = "sandbox",
        description = "Runs a real Apache Kafka and a real MQTT broker in one process, without Docker, until you"
                + " stop it.",
        customSynopsis = "sandbox [OPTION...]",
        sortOptions = false)
final class SandboxOptions implements ToolCommand {
    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "listen for Kafka clients on PORT; 0: any free one (default: 9093)")
    int kafkaPort = 9093;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            description = "listen for MQTT clients on PORT; 0: any free one (default: 1883)")
    int mqttPort = 1883;

    @Option(
            names = "--mqtt",
            paramLabel = "artemis|kafka",
            description =
                    "which MQTT broker: artemis keeps sessions; kafka is mqtt-broker, which keeps everything in this"
                            + " Kafka, but no sessions yet (default: artemis)")
    @Nullable
    MqttChoice mqtt;

    @Option(
            names = "--secure-port",
            paramLabel = "PORT",
            description =
                    "add a Kafka listener with TLS and SASL; on PORT, with PLAIN or SCRAM, user 'sandbox', password"
                            + " 'sandbox-secret'; 0: any free port (default: none)")
    @Nullable
    Integer securePort;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "start N Kafka nodes; from 2 on each is a process of its own, on the next port; commands on standard"
                            + " input, such as 'kill 2', act on one: kill, stop, pause, resume, start; from 3 on topics have 3"
                            + " replicas, of which 2 must be in sync (default: 1)")
    int nodes = 1;

    @Option(names = "--kafka-only", description = "start Kafka without the MQTT broker")
    boolean kafkaOnly;

    @Option(names = "--mqtt-only", description = "start the MQTT broker without Kafka")
    boolean mqttOnly;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep the data in DIR for the next start (default: a temporary folder, removed at the end)")
    @Nullable
    Path data;

    @Option(
            names = "--topic",
            paramLabel = "NAME:PARTITIONS",
            description = "create this Kafka topic if it does not exist; repeatable")
    List<String> topics = List.of();

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "write the addresses to FILE when ready; as lines kafka=HOST:PORT and mqtt=HOST:PORT;"
                    + " with --nodes also node.N=PID HOST:PORT, rewritten when a node ends or is started")
    @Nullable
    Path readyFile;

    @Option(names = "-v", description = "print the brokers' log on standard error; -vv: more")
    boolean[] verbose = {};

    @Override
    public Guide guide() {
        return Guide.of()
                .essentials("--topic", "--kafka-port", "--mqtt-port", "--mqtt", "--kafka-only", "--mqtt-only", "--data")
                .example("sandbox", "Kafka on localhost:9093, MQTT on localhost:1883")
                .example("sandbox --topic sensors:6", "with a topic of 6 partitions")
                .example("sandbox --data ~/sandbox", "keep topics and sessions for the next start")
                .example("sandbox --kafka-port 0 --mqtt-port 0", "on free ports; the addresses are printed")
                .example("sandbox --mqtt kafka", "with mqtt-broker: an MQTT message is a Kafka record")
                .example("sandbox --nodes 3 --topic sensors:6", "three brokers; type 'kill 2', then 'start 2'")
                .example("sandbox --kafka-only --secure-port 9094 --data s", "also TLS and SASL, certificates in s/tls")
                .statuses(
                        ExitStatus.OK,
                        ExitStatus.FAILED,
                        ExitStatus.USAGE,
                        ExitStatus.UNREACHABLE,
                        ExitStatus.INPUT_OUTPUT,
                        ExitStatus.TLS)
                .status(ExitStatus.OK, "the brokers ran until they were asked to stop")
                .status(ExitStatus.UNREACHABLE, "a port is taken")
                .status(ExitStatus.INPUT_OUTPUT, "a folder or file cannot be used")
                .status(ExitStatus.TLS, "no certificate could be made");
    }

    @Override
    public ExitStatus run(Console console) throws Exception {
        Map<String, Integer> wanted = topicPartitions();
        if (kafkaOnly && mqttOnly) {
            throw Failure.usage("--kafka-only and --mqtt-only together leave nothing to start: give one of them");
        }
        if (mqttOnly && (!wanted.isEmpty() || securePort != null)) {
            throw Failure.usage(
                    (wanted.isEmpty() ? "--secure-port" : "--topic") + " needs Kafka: leave out --mqtt-only");
        }
        if (mqttOnly && nodes > 1) {
            throw Failure.usage("--nodes needs Kafka: leave out --mqtt-only");
        }
        if (mqtt != null && kafkaOnly) {
            throw Failure.usage("--mqtt chooses the MQTT broker: leave out --kafka-only");
        }
        if (mqtt == MqttChoice.KAFKA && mqttOnly) {
            throw Failure.usage("--mqtt kafka needs Kafka: leave out --mqtt-only");
        }
        SandboxSettings settings = settings();
        Optional<ReadyFile> ready = Optional.ofNullable(readyFile).map(ReadyFile::awaited);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            wanted.forEach((name, partitions) -> Topics.createIfMissing(sandbox, name, partitions));
            String addresses = addresses(sandbox);
            Optional<KafkaNodes> several = sandbox.nodes();
            if (several.isPresent()) {
                new NodeOrders(several.get(), console, addresses, ready).begin();
            } else {
                console.out().write(addresses.getBytes(StandardCharsets.UTF_8));
                ready.ifPresent(file -> file.write(addresses));
            }
            if (Terminal.isStandardOutput() && Terminal.isStandardError()) {
                console.say(readyNotice());
            }
            while (!console.stop().await(1, TimeUnit.HOURS)) {
                // Until a stop is requested.
            }
        } catch (Failure e) {
            // A start that is overtaken by a signal may fail anywhere; that does not concern the sender of the signal.
            if (!console.stop().requested()) {
                throw e;
            }
        }
        return ExitStatus.OK;
    }

    /** What somebody at a terminal wants to know once the brokers answer. */
    String readyNotice() {
        return "ready; the data are "
                + (data == null ? "temporary (--data DIR keeps them)" : "kept in " + data)
                + "; Ctrl-C stops it";
    }

    private SandboxSettings settings() {
        if (nodes < 1 || nodes > SandboxSettings.MOST_NODES) {
            throw Failure.usage("--nodes " + nodes + " is not between 1 and " + SandboxSettings.MOST_NODES);
        }
        OptionalInt none = OptionalInt.empty();
        OptionalInt kafka = mqttOnly ? none : OptionalInt.of(kafkaPort);
        OptionalInt secure = securePort == null ? none : OptionalInt.of(securePort);
        OptionalInt mqttPort = kafkaOnly ? none : OptionalInt.of(this.mqttPort);
        Set<Integer> taken = new HashSet<>();
        claim(taken, kafka, nodes);
        claim(taken, secure, nodes);
        claim(taken, mqttPort, 1);
        return new SandboxSettings(
                kafka,
                secure,
                mqttPort,
                Optional.ofNullable(mqtt).orElse(MqttChoice.ARTEMIS),
                Optional.ofNullable(data),
                nodes);
    }

    /** The ports from this one on are valid and nobody else's. */
    private static void claim(Set<Integer> taken, OptionalInt first, int count) {
        first.ifPresent(port -> {
            for (int each = port; each < port + (port == 0 ? 1 : count); each++) {
                if (each < 0 || each > 65535) {
                    throw Failure.usage("port " + each + " is not between 0 and 65535");
                }
                if (each != 0 && !taken.add(each)) {
                    throw Failure.usage("port " + each + " is given twice");
                }
            }
        });
    }

    private Map<String, Integer> topicPartitions() {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String topic : topics) {
            int colon = topic.lastIndexOf(':');
            String count = colon < 0 ? "1" : topic.substring(colon + 1);
            if (colon == 0 || !count.matches("[1-9]\\d{0,5}")) {
                throw Failure.usage("'" + topic + "' is not NAME:PARTITIONS, such as sensors:6");
            }
            wanted.put(Topics.checkedName(colon < 0 ? topic : topic.substring(0, colon)), Integer.valueOf(count));
        }
        return wanted;
    }

    private String addresses(Sandbox sandbox) {
        return (mqttOnly ? "" : "kafka=" + sandbox.kafkaAddress() + "\n")
                + (kafkaOnly ? "" : "mqtt=" + sandbox.mqttAddress() + "\n")
                + (securePort == null ? "" : "kafka-secure=" + sandbox.secureKafkaAddress() + "\n");
    }

    @Override
    public int verbosity() {
        return verbose.length;
    }

    @Override
    public String client() {
        return "Kafka " + org.apache.kafka.common.utils.AppInfoParser.getVersion() + ", ActiveMQ Artemis "
                + VersionLoader.getVersion().getFullVersion();
    }
}

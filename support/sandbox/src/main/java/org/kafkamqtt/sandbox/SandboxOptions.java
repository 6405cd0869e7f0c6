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
import java.util.stream.Stream;
import org.apache.activemq.artemis.utils.VersionLoader;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a user of the sandbox may type. */
@Command(
        name = "sandbox",
        description = "Starts a real Apache Kafka and a real MQTT broker in one process, without Docker, until it is"
                + " stopped.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  sandbox                               Kafka on localhost:9093, MQTT on localhost:1883",
            "  sandbox --topic sensors:6             and a topic of 6 partitions",
            "  sandbox --kafka-port 0 --mqtt-port 0  on free ports; the two addresses are printed",
            "  sandbox --data ~/sandbox              keep topics and sessions for the next start",
            "  sandbox --kafka-only --secure-port 9094 --data s   also with TLS and SASL, certificates in s/tls"
        })
final class SandboxOptions implements ToolCommand {
    @Option(names = "--kafka-port", paramLabel = "PORT", description = "port of Kafka (9093; 0: any free one)")
    int kafkaPort = 9093;

    @Option(names = "--mqtt-port", paramLabel = "PORT", description = "port of the MQTT broker (1883; 0: any free one)")
    int mqttPort = 1883;

    @Option(
            names = "--secure-port",
            paramLabel = "PORT",
            description = "a second Kafka port with TLS and SASL (PLAIN, SCRAM), user 'sandbox', password"
                    + " 'sandbox-secret' (none)")
    @Nullable
    Integer securePort;

    @Option(names = "--kafka-only", description = "no MQTT broker")
    boolean kafkaOnly;

    @Option(names = "--mqtt-only", description = "no Kafka")
    boolean mqttOnly;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for the data, kept at the end (default: temporary, removed at the end)")
    @Nullable
    Path data;

    @Option(
            names = "--topic",
            paramLabel = "NAME:PARTITIONS",
            description = "create this Kafka topic if it is missing; repeatable")
    List<String> topics = List.of();

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "write the addresses there once both answer: kafka=HOST:PORT and mqtt=HOST:PORT")
    @Nullable
    Path readyFile;

    @Option(names = "-v", description = "log of the brokers on standard error; -vv: more")
    boolean[] verbose = {};

    @Override
    public ExitStatus run(Console console) throws Exception {
        Map<String, Integer> wanted = topicPartitions();
        if (kafkaOnly && mqttOnly) {
            throw Failure.usage("--kafka-only and --mqtt-only leave nothing to start");
        }
        if (mqttOnly && (!wanted.isEmpty() || securePort != null)) {
            throw Failure.usage(
                    (wanted.isEmpty() ? "--secure-port" : "--topic") + " needs Kafka, --mqtt-only leaves it out");
        }
        SandboxSettings settings = settings();
        Optional<ReadyFile> ready = Optional.ofNullable(readyFile).map(ReadyFile::awaited);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            wanted.forEach((name, partitions) -> Topics.createIfMissing(sandbox, name, partitions));
            String addresses = addresses(sandbox);
            console.out().write(addresses.getBytes(StandardCharsets.UTF_8));
            ready.ifPresent(file -> file.write(addresses));
            while (!console.stop().await(1, TimeUnit.HOURS)) {
                // Until somebody asks for the end.
            }
        } catch (Failure e) {
            // A start that a signal overtakes may fail at anything; that is no news to whoever sent it.
            if (!console.stop().requested()) {
                throw e;
            }
        }
        return ExitStatus.OK;
    }

    private SandboxSettings settings() {
        OptionalInt none = OptionalInt.empty();
        OptionalInt kafka = mqttOnly ? none : OptionalInt.of(port(kafkaPort));
        OptionalInt secure = securePort == null ? none : OptionalInt.of(port(securePort));
        OptionalInt mqtt = kafkaOnly ? none : OptionalInt.of(port(mqttPort));
        differ(Stream.of(kafka, secure, mqtt));
        return new SandboxSettings(kafka, secure, mqtt, Optional.ofNullable(data));
    }

    private static int port(int number) {
        if (number < 0 || number > 65535) {
            throw Failure.usage("port " + number + " is not between 0 and 65535");
        }
        return number;
    }

    private static void differ(Stream<OptionalInt> ports) {
        Set<Integer> seen = new HashSet<>();
        ports.flatMapToInt(OptionalInt::stream).filter(port -> port != 0).forEach(port -> {
            if (!seen.add(port)) {
                throw Failure.usage("port " + port + " is given twice");
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

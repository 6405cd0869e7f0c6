package org.kafkamqtt.journeys.chaos;

import static org.kafkamqtt.journeys.chaos.Strike.Blow.FREEZE;
import static org.kafkamqtt.journeys.chaos.Strike.Blow.KILL;
import static org.kafkamqtt.journeys.chaos.Strike.Blow.TERM;
import static org.kafkamqtt.journeys.chaos.Strike.Victim.KAFKA;
import static org.kafkamqtt.journeys.chaos.Strike.Victim.LEFT;
import static org.kafkamqtt.journeys.chaos.Strike.Victim.MOSQUITTO;
import static org.kafkamqtt.journeys.chaos.Strike.Victim.RIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kafkamqtt.sandbox.trial.Child;

/** The bridges that are tried, with the command lines that README shows. */
enum Form {
    MQTT_TO_KAFKA(true, 1),
    QOS2(true, 2),
    KAFKA_TO_MQTT(false, 1),
    SHARE(false, 1);

    private final boolean fromMqtt;
    private final int qos;

    Form(boolean fromMqtt, int qos) {
        this.fromMqtt = fromMqtt;
        this.qos = qos;
    }

    boolean fromMqtt() {
        return fromMqtt;
    }

    int qos() {
        return qos;
    }

    /** A share group knows no order. */
    boolean ordered() {
        return this != SHARE;
    }

    /** The Kafka topic of the form. */
    String topic() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The strikes of the short form. */
    List<Strike> few() {
        return switch (this) {
            case MQTT_TO_KAFKA ->
                List.of(
                        Strike.of(RIGHT, KILL),
                        Strike.of(LEFT, KILL),
                        Strike.of(KAFKA, KILL),
                        Strike.of(MOSQUITTO, KILL));
            case QOS2 -> List.of(Strike.of(RIGHT, KILL), Strike.of(LEFT, KILL), Strike.of(LEFT, TERM));
            case KAFKA_TO_MQTT ->
                List.of(
                        Strike.of(RIGHT, KILL),
                        Strike.of(LEFT, KILL),
                        Strike.of(MOSQUITTO, KILL),
                        Strike.of(LEFT, FREEZE));
            case SHARE -> List.of(Strike.of(RIGHT, KILL), Strike.of(LEFT, TERM));
        };
    }

    String rightTool() {
        return fromMqtt ? "kafka-producer" : "mqtt-publish";
    }

    List<String> command(String kafka, int mqttPort) {
        String port = Integer.toString(mqttPort);
        return switch (this) {
            case MQTT_TO_KAFKA, QOS2 ->
                command(
                        List.of(
                                "mqtt-subscribe",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                port,
                                "-c",
                                "-i",
                                "bridge",
                                "-q",
                                Integer.toString(qos),
                                "-t",
                                "x/#"),
                        List.of("kafka-producer", "-b", kafka, "-t", topic(), "-J", "--confirm"));
            case KAFKA_TO_MQTT ->
                command(
                        List.of("kafka-consumer", "-b", kafka, "-t", topic(), "-g", "bridge", "--static", "bridge"),
                        List.of("mqtt-publish", "-h", "127.0.0.1", "-p", port, "-J", "-q", "1", "--confirm"));
            case SHARE ->
                command(
                        List.of(
                                "kafka-consumer",
                                "-b",
                                kafka,
                                "-t",
                                topic(),
                                "-g",
                                "shared",
                                "--share",
                                "-o",
                                "beginning"),
                        List.of("mqtt-publish", "-h", "127.0.0.1", "-p", port, "-J", "-q", "1", "--confirm"));
        };
    }

    private static List<String> command(List<String> left, List<String> right) {
        List<String> command = new ArrayList<>(words(left));
        command.add("--into");
        command.add(words(right).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
        return command;
    }

    private static List<String> words(List<String> line) {
        String tool = line.get(0);
        return Child.command(tool, tool, line.subList(1, line.size()).toArray(String[]::new));
    }
}

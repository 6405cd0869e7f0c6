package org.kafkamqtt.producer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Encoding;
import org.kafkamqtt.producer.record.Encodings;
import org.kafkamqtt.producer.record.RecordDefaults;
import picocli.CommandLine.Option;

/** What is added to every record, as typed. */
final class RecordOptions implements OptionSection {
    @Override
    public String heading() {
        return "Records";
    }

    @Option(
            names = {"-k", "--key-text"},
            paramLabel = "KEY",
            description = "use KEY for records without one")
    @Nullable
    String key;

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "N",
            description = "send all records to partition N")
    @Nullable
    Integer partition;

    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            description = "use TIME for records without one; milliseconds since 1970 or ISO 8601 (default: now)")
    @Nullable
    String timestamp;

    @Option(
            names = {"-Z", "--tombstone"},
            description = "send an empty key or value as null")
    boolean emptyIsNull;

    @Option(names = "--null-marker", paramLabel = "TEXT", description = "send a key or value equal to TEXT as null")
    @Nullable
    String nullMarker;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "K=V",
            description = "add a header to every record; k=v, k:v, k (null), k=@FILE, k=base64:TEXT; order is kept;"
                    + " repeatable")
    List<String> headers = new ArrayList<>();

    @Option(
            names = {"-s", "--serializer"},
            paramLabel = "key=KIND|value=KIND",
            description =
                    "encode keys or values as KIND; string, hex, base64, short, int, long, float, double, a pack format"
                            + " of kcat such as '<iH s', or the class of a Serializer; without key= or value=, for both;"
                            + " repeatable (default: string)")
    List<String> serializers = new ArrayList<>();

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "load Serializer classes from PATH; jars and folders; repeatable")
    List<String> classpath = new ArrayList<>();

    private Encoding encoding(boolean forKeys, Map<String, Object> settings) {
        String prefix = forKeys ? "key=" : "value=";
        String chosen = "string";
        for (String serializer : serializers) {
            boolean both = !serializer.startsWith("key=") && !serializer.startsWith("value=");
            if (both || serializer.startsWith(prefix)) {
                chosen = both ? serializer : serializer.substring(prefix.length());
            }
        }
        return Encodings.of(chosen, forKeys, classpath, settings);
    }

    /**
     * What is added to every record.
     *
     * @param balanced whether a balancer chooses the partition of each
     */
    RecordDefaults defaults(String topic, boolean balanced, Map<String, Object> settings) {
        if (balanced && partition != null) {
            throw Failure.usage("-p sends everything to one partition, --balancer chooses: give one or the other");
        }
        if (partition != null && partition < 0) {
            throw Failure.usage("-p " + partition + " is not a partition: the first one is 0");
        }
        return new RecordDefaults(
                topic,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                partition == null ? Draft.ANY_PARTITION : partition,
                !balanced,
                timestamp == null ? Draft.NOW : TimestampOption.parse(timestamp),
                headers.stream().map(HeaderOption::parse).toList(),
                emptyIsNull,
                nullMarker == null ? null : Escapes.bytes(nullMarker),
                encoding(true, settings),
                encoding(false, settings));
    }
}

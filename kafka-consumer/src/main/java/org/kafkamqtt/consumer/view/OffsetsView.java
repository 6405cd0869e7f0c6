package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.TimeWords;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From where to where topics go, and where they were at a time. */
@Command(
        name = "kafka-consumer offsets",
        sortOptions = false,
        customSynopsis = "kafka-consumer offsets -b HOST:PORT [--at TIME] [--json] [TOPIC...]",
        description = {
            "",
            "Shows where the partitions of topics begin and end.",
            "For each partition: topic, partition, first offset, end (the offset of the next record), and with --at the"
                    + " offset of the first record at or after that time.",
            ""
        })
final class OffsetsView extends View {
    @Parameters(paramLabel = "TOPIC", arity = "0..*", description = "topics to show (default: all)")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "show the first offset at or after TIME (as with -o @TIME): -1h, 2026-01-31,"
                    + " 2026-01-31T10:00:00Z, now, milliseconds")
    @Nullable
    String at;

    private long time = -1;

    @Override
    public OptionRules rules() {
        return super.rules().always("--at");
    }

    @Override
    void check() {
        if (at != null) {
            String words = at.startsWith("@") ? at.substring(1) : at;
            time = new TimeWords(System.currentTimeMillis())
                    .millis(words)
                    .orElseThrow(
                            () -> Failure.usage("'" + words + "' is not a time such as -1h or 2026-01-31T10:00:00Z"));
        }
    }

    @Override
    List<String> names() {
        return names;
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "TOPIC")
                .status(ExitStatus.NOT_FOUND, "the topic does not exist")
                .example("kafka-consumer offsets -b localhost:9093")
                .example("kafka-consumer offsets -b localhost:9093 --at -1h readings");
    }

    @Override
    ExitStatus answer(Admin admin, Console console) throws ExecutionException, InterruptedException, IOException {
        show(rows(admin), console);
        return ExitStatus.OK;
    }

    private Rows rows(Admin admin) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(admin);
        Map<TopicPartition, Long> firsts = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        List<Column> columns = new ArrayList<>(List.of(
                new Column("topic", 0), new Column("partition", 0), new Column("first", 1), new Column("end", 0)));
        if (at != null) {
            columns.add(new Column("offset", 0));
        }
        Rows table = new Rows(columns.toArray(Column[]::new));
        Map<TopicPartition, Long> found =
                at == null ? Map.of() : offsets(admin, partitions, OffsetSpec.forTimestamp(time));
        for (TopicPartition partition : partitions) {
            Long first = firsts.get(partition);
            Long end = ends.get(partition);
            if (at == null) {
                table.row(partition.topic(), partition.partition(), first, end);
            } else {
                Long offset = found.get(partition);
                // No record is as late: the next one will be.
                table.row(
                        partition.topic(),
                        partition.partition(),
                        first,
                        end,
                        offset == null || offset < 0 ? end : offset);
            }
        }
        return table;
    }

    private List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        List<String> topics = chosen(
                "topic",
                // Kafka's own topics only where they are asked for.
                admin.listTopics(new ListTopicsOptions().listInternal(!names.isEmpty()))
                        .names()
                        .get());
        List<TopicPartition> partitions = new ArrayList<>();
        new TreeMap<>(admin.describeTopics(topics).allTopicNames().get())
                .forEach((topic, described) -> described.partitions().stream()
                        .map(TopicPartitionInfo::partition)
                        .sorted()
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition))));
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> each :
                admin.listOffsets(wanted).all().get().entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        return offsets;
    }
}

package org.kafkamqtt.topics.show;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.topics.plan.Filter;
import org.kafkamqtt.topics.plan.Marks;
import org.kafkamqtt.topics.plan.PartitionState;
import org.kafkamqtt.topics.plan.TopicSetting;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * Topics with their partitions and settings.
 *
 * @param filter what of them is shown
 * @param alive the brokers that are
 */
public record TopicDetails(Filter filter, Set<Integer> alive) {
    /** All of them. */
    public Bytes of(Collection<TopicState> topics, Page page) {
        Bytes out = new Bytes();
        List<TopicState> shown = topics.stream().filter(this::wants).toList();
        switch (page.form()) {
            case JSON -> shown.forEach(topic -> json(out, topic));
            case FIELDS -> shown.forEach(topic -> fields(out, topic));
            case KAFKA -> shown.forEach(topic -> new KafkaLines(filter, alive).add(out, topic));
            case TABLE -> tables(out, shown, page);
        }
        return out;
    }

    private boolean wants(TopicState topic) {
        boolean chosen = topic.settings().stream().anyMatch(each -> each.origin() != TopicSetting.Origin.DEFAULT);
        return (!filter.overrides() || chosen)
                && (!filter.ofPartitions() || !partitions(topic).isEmpty());
    }

    private List<PartitionState> partitions(TopicState topic) {
        int minimum = topic.minimumInSync();
        return topic.partitions().stream()
                .filter(each -> filter.wants(each, minimum, alive))
                .toList();
    }

    private List<String> marks(TopicState topic, PartitionState partition) {
        return Marks.of(partition, topic.minimumInSync(), alive);
    }

    private void tables(Bytes out, List<TopicState> topics, Page page) {
        if (filter.ofPartitions()) {
            if (!topics.isEmpty()) {
                page.add(out, table(topics, true));
            }
            return;
        }
        for (TopicState topic : topics) {
            if (out.size() > 0) {
                out.add("\n");
            }
            String name = Cells.harmless(topic.name());
            Page.line(out, page.bold() ? Cells.bold(name) : name);
            summary(topic).forEach(line -> Cells.folded("  " + Cells.harmless(line), page.width())
                    .forEach(part -> Page.line(out, part)));
            if (!filter.overrides()) {
                page.add(out, table(List.of(topic), false));
            }
        }
    }

    /** What is true of the whole topic, in lines. */
    private List<String> summary(TopicState topic) {
        List<String> words = new ArrayList<>();
        words.add(Figures.count(topic.partitions().size(), "partition"));
        words.add(topic.copies() == 1 ? "1 replica" : topic.copies() + " replicas");
        if (topic.bytes().isPresent()) {
            words.add(Page.size(topic.bytes()));
        }
        String marks = Marks.of(topic, alive);
        if (!marks.isEmpty()) {
            words.add(marks);
        }
        if (topic.listing().internal()) {
            words.add("internal");
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.join(", ", words));
        if (!topic.listing().id().isEmpty()) {
            lines.add("id " + topic.listing().id());
        }
        topic.overrides().forEach(setting -> lines.add(setting.name() + "=" + setting.value()));
        return lines;
    }

    private Table table(List<TopicState> topics, boolean named) {
        Table table = new Table();
        if (named) {
            table.left("TOPIC", 0);
        }
        table.right("PARTITION", 0)
                .right("LEADER", 0)
                .left("REPLICAS", 1)
                .left("IN SYNC", 2)
                .right("SIZE", 3);
        boolean marked = topics.stream().anyMatch(topic -> partitions(topic).stream()
                .anyMatch(each -> !marks(topic, each).isEmpty()));
        if (marked) {
            table.left("STATE", 0);
        }
        for (TopicState topic : topics) {
            for (PartitionState partition : partitions(topic)) {
                List<String> cells = new ArrayList<>();
                if (named) {
                    cells.add(topic.name());
                }
                cells.add(Integer.toString(partition.number()));
                cells.add(leader(partition));
                cells.add(Page.list(partition.replicas()));
                cells.add(Page.list(partition.inSync()));
                cells.add(Page.size(partition.bytes()));
                if (marked) {
                    cells.add(String.join(", ", marks(topic, partition)));
                }
                table.row(cells.toArray(String[]::new));
            }
        }
        return table;
    }

    private static String leader(PartitionState partition) {
        return partition.leader().isPresent()
                ? Integer.toString(partition.leader().getAsInt())
                : "-";
    }

    private void fields(Bytes out, TopicState topic) {
        for (PartitionState partition : partitions(topic)) {
            List<String> marks = marks(topic, partition);
            Page.fields(
                    out,
                    topic.name(),
                    partition.number(),
                    leader(partition),
                    Page.list(partition.replicas()),
                    Page.list(partition.inSync()),
                    partition.bytes().isPresent() ? (Object) partition.bytes().getAsLong() : "-",
                    marks.isEmpty() ? "-" : String.join(",", marks));
        }
    }

    private void json(Bytes out, TopicState topic) {
        Json json = new Json(out).add("topic", topic.name());
        TopicList.id(json, topic.listing())
                .add("internal", topic.listing().internal())
                .add("partitionCount", topic.partitions().size())
                .add("replicationFactor", topic.copies())
                .add("bytes", topic.bytes());
        json.open("configs");
        Json configs = new Json(out);
        topic.overrides().forEach(setting -> configs.add(setting.name(), setting.value()));
        configs.end();
        json.open("partitions").add("[");
        boolean more = false;
        for (PartitionState partition : partitions(topic)) {
            out.add(more ? "," : "");
            json(out, topic, partition);
            more = true;
        }
        out.add("]");
        json.end();
        out.add("\n");
    }

    private void json(Bytes out, TopicState topic, PartitionState partition) {
        Json json = new Json(out)
                .add("partition", partition.number())
                .add("leader", partition.leader())
                .add("replicas", partition.replicas())
                .add("isr", partition.inSync());
        list(json, "elr", partition.eligible());
        list(json, "lastKnownElr", partition.lastEligible());
        partition.move().ifPresent(move -> json.add("adding", move.adding()).add("removing", move.removing()));
        json.add("bytes", partition.bytes())
                .add("underReplicated", partition.underReplicated())
                .add("underMinIsr", partition.refusesWrites(topic.minimumInSync()))
                .add("offline", partition.offline(alive))
                .end();
    }

    private static void list(Json json, String name, Optional<List<Integer>> numbers) {
        if (numbers.isPresent()) {
            json.add(name, numbers.get());
        } else {
            json.addNull(name);
        }
    }
}

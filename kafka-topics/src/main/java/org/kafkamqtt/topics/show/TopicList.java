package org.kafkamqtt.topics.show;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.Marks;
import org.kafkamqtt.topics.plan.TopicState;

/** Topics, one on a line. */
public final class TopicList {
    private TopicList() {}

    /** Their names alone. */
    public static Bytes names(List<Listing> topics, Page page) {
        Bytes out = new Bytes();
        for (Listing topic : topics) {
            if (page.form() == Form.JSON) {
                Json json = new Json(out).add("topic", topic.name());
                id(json, topic).add("internal", topic.internal()).end();
                out.add("\n");
            } else {
                Page.line(out, topic.name());
            }
        }
        if (page.form() == Form.KAFKA && topics.isEmpty()) {
            // The script prints what it joined, even if that is nothing.
            out.add("\n");
        }
        return out;
    }

    static Json id(Json json, Listing topic) {
        return topic.id().isEmpty() ? json.addNull("id") : json.add("id", topic.id());
    }

    /**
     * How each is.
     *
     * @param alive the brokers that are
     * @param sizes whether brokers were asked for sizes
     */
    public static Bytes of(Collection<TopicState> topics, Set<Integer> alive, boolean sizes, Page page) {
        Bytes out = new Bytes();
        switch (page.form()) {
            case JSON -> topics.forEach(topic -> json(out, topic, alive, sizes));
            case FIELDS, KAFKA -> topics.forEach(topic -> fields(out, topic, alive, sizes));
            case TABLE -> page.add(out, table(topics, alive, sizes));
        }
        return out;
    }

    /** The same as a table. */
    public static Table table(Collection<TopicState> topics, Set<Integer> alive, boolean sizes) {
        boolean marked =
                topics.stream().anyMatch(topic -> !Marks.of(topic, alive).isEmpty());
        Table table = new Table().left("TOPIC", 0).right("PARTITIONS", 0).right("REPLICAS", 1);
        if (sizes) {
            table.right("SIZE", 2);
        }
        if (marked) {
            table.left("STATE", 0);
        }
        for (TopicState topic : topics) {
            List<String> cells = new java.util.ArrayList<>(
                    List.of(topic.name(), Figures.count(topic.partitions().size()), Integer.toString(topic.copies())));
            if (sizes) {
                cells.add(Page.size(topic.bytes()));
            }
            if (marked) {
                cells.add(Marks.of(topic, alive));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static void fields(Bytes out, TopicState topic, Set<Integer> alive, boolean sizes) {
        String marks = Marks.of(topic, alive);
        Object state = marks.isEmpty() ? "-" : marks;
        Object size = topic.bytes().isPresent() ? (Object) topic.bytes().getAsLong() : "-";
        if (sizes) {
            Page.fields(out, topic.name(), topic.partitions().size(), topic.copies(), size, state);
        } else {
            Page.fields(out, topic.name(), topic.partitions().size(), topic.copies(), state);
        }
    }

    private static void json(Bytes out, TopicState topic, Set<Integer> alive, boolean sizes) {
        Json json = new Json(out).add("topic", topic.name());
        id(json, topic.listing())
                .add("internal", topic.listing().internal())
                .add("partitions", topic.partitions().size())
                .add("replicas", topic.copies())
                .add("underReplicated", topic.underReplicated())
                .add("offline", topic.offline(alive));
        if (sizes) {
            json.add("bytes", topic.bytes());
        }
        json.end();
        out.add("\n");
    }
}

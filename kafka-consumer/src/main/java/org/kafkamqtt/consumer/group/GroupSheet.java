package org.kafkamqtt.consumer.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;

/** All about one group: tables for people, fields or JSON for programs. */
public final class GroupSheet {
    private static final String UNKNOWN = "-";

    private final Group group;
    private final GroupLag lag;
    private final Map<TopicPartition, String> readers;

    public GroupSheet(GroupLag lag) {
        this.lag = lag;
        group = lag.group();
        readers = group.readers();
    }

    /**
     * Three tables with an empty line between: the group, its members, its partitions; the latter only if there are any.
     *
     * @param width how many cells a line may take
     * @param bold whether headings are bold
     */
    public List<String> lines(int width, boolean bold) {
        List<String> lines = new ArrayList<>(head().lines(width, bold));
        if (!group.members().isEmpty()) {
            lines.add("");
            lines.addAll(members().lines(width, bold));
        }
        if (!lag.places().isEmpty()) {
            lines.add("");
            lines.addAll(places().lines(width, bold));
        }
        return lines;
    }

    private Table head() {
        Table table = new Table()
                .left("GROUP", 0)
                .left("STATE", 0)
                .left("TYPE", 2)
                .left("PROTOCOL", 3)
                .left("ASSIGNOR", 4)
                .left("COORDINATOR", 1)
                .right("MEMBERS", 0);
        return table.row(
                group.name(),
                group.state().orElse(UNKNOWN),
                group.typeWord(),
                shown(group.protocol()),
                shown(group.assignor()),
                group.coordinator().map(GroupSheet::words).orElse(UNKNOWN),
                Figures.count(group.members().size()));
    }

    private static String words(Node node) {
        return node.host() + ":" + node.port() + " (node " + node.idString() + ")";
    }

    private Table members() {
        Table table = new Table()
                .left("CLIENT", 0)
                .left("STATIC", 2)
                .left("HOST", 1)
                .left("PARTITIONS", 0)
                .left("MEMBER", 3);
        group.members()
                .forEach(member -> table.row(
                        member.client(),
                        member.instance().orElse(UNKNOWN),
                        member.host(),
                        shown(member.assignment()),
                        member.id()));
        return table;
    }

    private Table places() {
        boolean odd = lag.places().stream().anyMatch(place -> !place.oddity().isEmpty());
        Table table = new Table()
                .left("TOPIC", 0)
                .right("PARTITION", 0)
                .right("FIRST", 4)
                .right("COMMITTED", 2)
                .right("END", 3)
                .right("LAG", 0)
                .left("CLIENT", 5);
        if (odd) {
            table.left("NOTE", 1);
        }
        for (Place place : lag.places()) {
            List<String> cells = new ArrayList<>(List.of(
                    place.partition().topic(),
                    Integer.toString(place.partition().partition()),
                    count(place.first()),
                    count(place.committed()),
                    count(place.end()),
                    count(place.lag()),
                    readers.getOrDefault(place.partition(), UNKNOWN)));
            if (odd) {
                cells.add(place.oddity());
            }
            table.row(cells.toArray(String[]::new));
        }
        if (lag.places().size() > 1) {
            List<String> cells = new ArrayList<>(List.of("total", "", "", "", "", Figures.count(lag.lag()), ""));
            if (odd) {
                cells.add("");
            }
            table.total(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String shown(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Figures.count(number.getAsLong()) : UNKNOWN;
    }

    /**
     * Adds a line for each partition, and one for each member that has none, with tabs between: group, state, type, protocol,
     * coordinator, topic, partition, first, committed, end, lag, client; a group of neither has one line.
     */
    public void addFields(Bytes out) {
        for (Place place : lag.places()) {
            String reader = readers.getOrDefault(place.partition(), UNKNOWN);
            addFields(
                    out,
                    place.partition().topic(),
                    Integer.toString(place.partition().partition()),
                    place,
                    reader);
        }
        group.members().stream()
                .filter(member -> member.partitions().isEmpty())
                .forEach(member -> addFields(out, UNKNOWN, UNKNOWN, NOWHERE, member.client()));
        if (lag.places().isEmpty() && group.members().isEmpty()) {
            addFields(out, UNKNOWN, UNKNOWN, NOWHERE, UNKNOWN);
        }
    }

    private static final Place NOWHERE = Place.unknown(new TopicPartition("", 0));

    private void addFields(Bytes out, String topic, String partition, Place place, String client) {
        out.add(String.join(
                        "\t",
                        group.name(),
                        group.state().orElse(UNKNOWN),
                        group.typeWord(),
                        shown(group.protocol()),
                        group.coordinator()
                                .map(node -> node.host() + ":" + node.port())
                                .orElse(UNKNOWN),
                        topic,
                        partition,
                        digits(place.first()),
                        digits(place.committed()),
                        digits(place.end()),
                        digits(place.lag()),
                        client))
                .add("\n");
    }

    private static String digits(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : UNKNOWN;
    }

    /** Adds one object, on a line of its own. */
    public void addJson(Bytes out) {
        out.add("{\"group\":").addJson(group.name());
        out.add(",\"state\":");
        addText(out, group.state().orElse(""));
        out.add(",\"type\":").addJson(group.typeWord());
        out.add(",\"protocol\":");
        addText(out, group.protocol());
        out.add(",\"assignor\":");
        addText(out, group.assignor());
        out.add(",\"coordinator\":");
        group.coordinator()
                .ifPresentOrElse(
                        node -> out.add("{\"id\":")
                                .addNumber(node.id())
                                .add(",\"host\":")
                                .addJson(node.host())
                                .add(",\"port\":")
                                .addNumber(node.port())
                                .add("}"),
                        out::addJsonNull);
        out.add(",\"members\":[");
        String comma = "";
        for (Member member : group.members()) {
            addMember(out.add(comma), member);
            comma = ",";
        }
        out.add("],\"offsets\":[");
        comma = "";
        for (Place place : lag.places()) {
            addPlace(out.add(comma), place);
            comma = ",";
        }
        out.add("],\"lag\":").addNumber(lag.lag()).add("}\n");
    }

    private static void addMember(Bytes out, Member member) {
        out.add("{\"member\":").addJson(member.id());
        out.add(",\"instance\":");
        addText(out, member.instance().orElse(""));
        out.add(",\"client\":").addJson(member.client());
        out.add(",\"host\":").addJson(member.host());
        out.add(",\"partitions\":[");
        String comma = "";
        for (TopicPartition partition : member.partitions()) {
            out.add(comma).add("{\"topic\":").addJson(partition.topic());
            out.add(",\"partition\":").addNumber(partition.partition()).add("}");
            comma = ",";
        }
        out.add("]}");
    }

    private void addPlace(Bytes out, Place place) {
        out.add("{\"topic\":").addJson(place.partition().topic());
        out.add(",\"partition\":").addNumber(place.partition().partition());
        addNumber(out.add(",\"first\":"), place.first());
        addNumber(out.add(",\"committed\":"), place.committed());
        addNumber(out.add(",\"end\":"), place.end());
        addNumber(out.add(",\"lag\":"), place.lag());
        out.add(",\"client\":");
        addText(out, readers.getOrDefault(place.partition(), ""));
        out.add("}");
    }

    private static void addText(Bytes out, String text) {
        if (text.isEmpty()) {
            out.addJsonNull();
        } else {
            out.addJson(text);
        }
    }

    private static void addNumber(Bytes out, OptionalLong number) {
        if (number.isPresent()) {
            out.addNumber(number.getAsLong());
        } else {
            out.addJsonNull();
        }
    }
}

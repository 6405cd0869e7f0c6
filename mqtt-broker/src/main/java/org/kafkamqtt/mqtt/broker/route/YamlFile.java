package org.kafkamqtt.mqtt.broker.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.TextFile;
import org.kafkamqtt.console.text.Nearest;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML file of which every part must be what is expected there. */
final class YamlFile {
    private final TextFile file;

    private YamlFile(TextFile file) {
        this.file = file;
    }

    /** A file, read as text. */
    static YamlFile of(Path file, String what) {
        return new YamlFile(TextFile.read(file, what));
    }

    /** The only document in it, empty if there is nothing in the file. */
    Optional<Node> root() {
        try {
            return new Compose(LoadSettings.builder().build()).composeString(file.text());
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw file.wrong(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    "this is not YAML: " + Failure.oneLine(e.getProblem())
                            + "; text that begins with {, * or # needs quotes");
        } catch (YamlEngineException e) {
            throw Failure.usage(file.file() + ": this is not YAML: " + Failure.oneLine(String.valueOf(e.getMessage())));
        }
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** What is wrong with a part. */
    Failure wrong(Node node, String sentence) {
        return file.wrong(line(node), sentence);
    }

    /** What is said about a line: the file and its number before it. */
    String said(int line, String sentence) {
        return file.file() + ":" + line + ": " + sentence;
    }

    /**
     * The values of a mapping by their names.
     *
     * @param what it is, such as {@code a route}
     * @param known the names that are allowed; any if it is empty
     */
    Map<String, Node> mapping(Node node, String what, List<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, what + " must have names and values" + example(known) + ", found " + kind(node));
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name = text(entry.getKeyNode(), "a name in " + what);
            if (!known.isEmpty() && !known.contains(name)) {
                throw wrong(
                        entry.getKeyNode(),
                        "'" + name + "' is not known here"
                                + Nearest.tail(name, known).orElse("; " + what + " has " + String.join(", ", known)));
            }
            if (values.put(name, entry.getValueNode()) != null) {
                throw wrong(entry.getKeyNode(), "'" + name + "' is there twice");
            }
        }
        return values;
    }

    private static String example(List<String> known) {
        return known.isEmpty() ? "" : ", such as " + known.get(0) + ": ...";
    }

    List<Node> list(Node node, String name) {
        if (!(node instanceof SequenceNode list)) {
            throw wrong(node, name + " must be a list, with '- ' before each entry, found " + kind(node));
        }
        return new ArrayList<>(list.getValue());
    }

    String text(Node node, String name) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        throw wrong(node, name + " must be text, found " + kind(node) + quotes(node));
    }

    /** A text, or a number or a boolean as it is written. */
    String word(Node node, String name) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? scalar.getValue()
                : text(node, name);
    }

    private static String quotes(Node node) {
        if (node.getTag().equals(Tag.NULL)) {
            return ": leave it out, or put what begins with # in quotes";
        }
        return node instanceof SequenceNode ? "" : ": put it in quotes";
    }

    private static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (node.getTag().equals(Tag.NULL)) {
            return "nothing";
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return "true or false";
        }
        return node.getTag().equals(Tag.STR) ? "text" : "a number";
    }
}

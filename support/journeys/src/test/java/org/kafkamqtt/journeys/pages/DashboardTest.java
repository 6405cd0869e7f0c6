package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.trial.Child;

/** docs/grafana.json draws nothing but what docs/metrics.md describes. */
class DashboardTest {
    private static final List<String> TOOLS =
            List.of("kafka_producer", "kafka_consumer", "mqtt_publish", "mqtt_subscribe");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:kafka|mqtt)_(?:producer|consumer|publish|subscribe)_\\w+");
    private static final Pattern ON_PAGE = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\|.*");

    private final JsonNode dashboard = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(Child.root().resolve("docs/grafana.json")));
        } catch (IOException e) {
            throw new AssertionError("docs/grafana.json", e);
        }
    }

    private List<String> expressions() {
        List<String> all = new ArrayList<>();
        dashboard.get("panels").forEach(panel -> panel.get("targets")
                .forEach(target -> all.add(target.get("expr").asText())));
        return all;
    }

    /** The page's metrics, by the names of their series. */
    private static Set<String> onPage() {
        Set<String> names = new TreeSet<>();
        Pages.lines("docs/metrics.md").stream()
                .map(ON_PAGE::matcher)
                .filter(Matcher::matches)
                .forEach(row -> {
                    String series = row.group(2).equals("histogram") ? row.group(1) + "_bucket" : row.group(1);
                    Stream<String> tools = series.startsWith("TOOL_") ? TOOLS.stream() : Stream.of("");
                    tools.forEach(tool -> names.add(series.replaceFirst("^TOOL", tool)));
                });
        return names;
    }

    @Test
    void every_metric_that_it_names_is_on_the_page() {
        Set<String> drawn = new TreeSet<>();
        expressions()
                .forEach(expression -> METRIC.matcher(expression).results().forEach(each -> drawn.add(each.group())));
        assertTrue(drawn.size() > 30, drawn::toString);
        drawn.removeAll(onPage());
        assertEquals(Set.of(), drawn);
    }

    @Test
    void panels_have_numbers_of_their_own_and_do_not_lie_on_one_another() {
        Set<Integer> numbers = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertTrue(numbers.add(panel.get("id").asInt()), panel.get("title").asText());
            JsonNode place = panel.get("gridPos");
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    String cell =
                            (place.get("x").asInt() + x) + "," + (place.get("y").asInt() + y);
                    assertTrue(cells.add(cell), panel.get("title").asText());
                }
            }
        }
    }

    @Test
    void every_expression_is_closed() {
        for (String expression : expressions()) {
            assertEquals(count(expression, '('), count(expression, ')'), expression);
            assertEquals(count(expression, '{'), count(expression, '}'), expression);
            assertFalse(expression.isBlank());
        }
    }

    private static long count(String text, char letter) {
        return text.chars().filter(each -> each == letter).count();
    }
}

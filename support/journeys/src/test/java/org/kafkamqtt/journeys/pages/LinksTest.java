package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Child;

/** Links from page to page lead somewhere, and README leads to every page. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");

    static Stream<String> pages() {
        return Stream.concat(Pages.all().stream(), Stream.of("CONTRIBUTING.md", "CHANGELOG.md", "STYLE.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(String page) {
        List<String> dead = new ArrayList<>();
        for (String line : Pages.lines(page)) {
            for (Matcher link = LINK.matcher(line); link.find(); ) {
                Path target = target(page, link.group(1));
                String anchor = link.group(2);
                if (!Files.exists(target) || anchor != null && !anchors(target).contains(anchor)) {
                    dead.add(link.group());
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    private static Path target(String page, String link) {
        Path from = Child.root().resolve(page);
        return link.isEmpty() ? from : from.resolveSibling(link).normalize();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return Pages.lines(page.toString()).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void readme_leads_to_every_page() {
        Set<Path> linked = Pages.lines("README.md").stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> target("README.md", link.group(1)))
                .collect(Collectors.toSet());
        List<String> missing = Pages.all().stream()
                .filter(page -> !page.equals("README.md"))
                .filter(page -> !linked.contains(Child.root().resolve(page)))
                .toList();
        assertEquals(List.of(), missing);
        assertTrue(linked.size() > 15);
    }
}

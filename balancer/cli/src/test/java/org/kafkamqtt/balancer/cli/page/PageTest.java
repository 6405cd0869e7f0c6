package org.kafkamqtt.balancer.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.balancer.cli.study.Studies;
import org.kafkamqtt.balancer.cli.study.Study;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the page of a study holds. */
class PageTest {
    static Stream<Arguments> studies() {
        return Stream.<Supplier<Study>>of(Studies::plain, Studies::large, Studies::weighted, Studies::odd)
                .map(study -> Arguments.of(study.get()));
    }

    @ParameterizedTest
    @MethodSource("studies")
    void every_tag_is_closed_and_every_plot_and_table_is_named(Study study) throws Exception {
        Document page = parsed(Page.of(study));
        int named = 0;
        for (Element svg : elements(page, "svg")) {
            boolean outer = !svg.getAttribute("role").isEmpty();
            named += outer ? 1 : 0;
            assertEquals(outer, !svg.getAttribute("aria-label").isEmpty());
        }
        assertEquals(1 + study.loads().size(), named);
        assertTrue(elements(page, "th").stream().allMatch(th -> th.hasAttribute("scope")));
        assertEquals(List.of(), elements(page, "script"));
    }

    @Test
    void tells_what_was_run() throws Exception {
        String text = text(Studies.plain());
        for (String fact : List.of(
                "balancer simulate --balancer a,b --partitions 8 --html page.html",
                "generated: Zipf with s = 1.1 over 1,000 keys",
                "records20,000",
                "partitions8",
                "seed1",
                "balancer 1.2.3 (commit abc1234), Java 17",
                "4 March 2026, 05:06 UTC")) {
            assertTrue(text.contains(fact), fact);
        }
    }

    @Test
    void says_which_balancer_is_the_most_even() throws Exception {
        String text = text(Studies.plain());
        assertTrue(text.contains("Most even: w-choices, whose fullest partition holds 1.000\u00a0× its share."), text);
        assertTrue(text.contains("Of those that keep each key on one partition: "), text);
    }

    @Test
    void explains_every_measure() throws Exception {
        String text = text(Studies.plain());
        for (Measure measure : Measure.values()) {
            assertTrue(
                    measure == Measure.ORDERING || text.contains(measure.heading() + measure.meaning(8, false)),
                    measure.heading());
        }
    }

    @Test
    void shows_the_average_the_bound_and_what_is_far_above_them() {
        String html = Page.of(Studies.plain());
        assertTrue(html.contains(">average</text>") && html.contains(">2,500</text>"), html);
        assertTrue(html.contains(">bound 1.25\u00a0×</text>") && html.contains(">3,125</text>"), html);
        assertTrue(html.contains("class=\"over\" x="), html);
    }

    @Test
    void what_was_asked_for_is_not_marked_as_a_fault() {
        Study study = Studies.weighted();
        String weighted = Page.of(Studies.of(study.keys(), List.of(study.loads().get(1))));
        assertFalse(weighted.contains("class=\"over\" x=\"4"), weighted);
        assertFalse(weighted.contains("class=\"average\" x1=\"0\" x2=\"100%"), weighted);
        assertEquals(3 + 1, weighted.split("class=\"wanted\" x1=\"[^0]", -1).length);
    }

    @Test
    void many_partitions_are_a_curve_that_falls() {
        String html = Page.of(Studies.large());
        assertFalse(html.contains("<rect class=\"bar\" x=\"0.04%"), "no bars");
        assertTrue(html.contains("partitions, fullest first"));
        Matcher curve = Pattern.compile("class=\"curve\" d=\"M0 ([^\"]+)\"").matcher(html);
        int curves = 0;
        while (curve.find()) {
            curves++;
            List<Double> heights = new ArrayList<>();
            for (String step : curve.group(1).split("V", -1)) {
                heights.add(Double.parseDouble(step.substring(0, step.indexOf('H'))));
            }
            assertEquals(300, heights.size());
            assertEquals(heights.stream().sorted().toList(), heights);
        }
        assertEquals(4, curves);
    }

    @Test
    void the_hottest_keys_come_with_their_partitions() throws Exception {
        Study study = Studies.plain();
        Document page = parsed(Page.of(study));
        List<Element> rows = elements(page, "tr");
        String hottest = rows.get(rows.size() - 10).getTextContent();
        Load murmur2 = study.loads().get(0);
        assertTrue(hottest.startsWith("key-0"), hottest);
        assertTrue(hottest.contains("\u00a0%" + murmur2.hottest().get(0).firstKey()), hottest);
        assertTrue(hottest.contains("8 partitions"), hottest);
    }

    @Test
    void keys_are_shown_as_what_they_are() {
        assertEquals("Zürich/東京", PageWords.key("Zürich/東京".getBytes(UTF_8)));
        assertEquals("a\\x09b", PageWords.key("a\tb".getBytes(UTF_8)));
        assertEquals("\\u202eabc", PageWords.key("\u202eabc".getBytes(UTF_8)));
        assertEquals("0xff01", PageWords.key(new byte[] {(byte) 0xff, 1}));
        assertEquals("(empty)", PageWords.key(new byte[0]));
        assertEquals(60, PageWords.key("k".repeat(200).getBytes(UTF_8)).length());
    }

    @Test
    void nothing_typed_becomes_markup() throws Exception {
        String html = Page.of(Studies.odd());
        assertFalse(html.contains("<b>") || html.contains("<Odd"), html);
        assertTrue(html.contains("&lt;b&gt;&amp;&quot;&#39;"), html);
        assertEquals("a\ufffdb\ufffdc", Markup.escaped("a\u0001b\ud800c"));
        assertEquals("\ud83d\ude00", Markup.escaped("\ud83d\ude00"));
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "21, 1", "22, 2", "60, 5", "100, 5", "300, 50", "1000, 100", "5000, 1000", "100000, 20000"})
    void the_numbers_of_partitions_are_far_enough_apart(int partitions, int step) {
        assertEquals(step, PageWords.tickStep(partitions));
    }

    @ParameterizedTest
    @CsvSource({"302588, 4, '0,100000,200000,300000'", "1.05, 5, '0,0.25,0.5,0.75,1'", "3, 4, '0,1,2,3'"})
    void ticks_are_at_round_numbers(double highest, int intervals, String ticks) {
        Scale scale = Scale.linear(highest, intervals);
        assertEquals(Arrays.stream(ticks.split(",", -1)).map(Double::valueOf).toList(), scale.ticks());
        assertEquals(1, scale.at(highest));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "10,0", "1000,0.5", "100000,1"})
    void a_steep_scale_goes_by_powers_of_ten(double value, double place) {
        assertEquals(place, Scale.logarithmic(10, 99_000).at(value), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "'--ink', 7, '--paper'",
        "'--soft', 4.5, '--paper'",
        "'--soft', 4.5, '--card'",
        "'--bar', 3, '--card'",
        "'--over', 3, '--card'",
        "'--bound', 4.5, '--card'",
        "'--bar', 3, '--paper'"
    })
    void its_colours_differ_enough_in_light_and_in_dark(String one, double ratio, String other) {
        List<String> first = colours(one);
        List<String> second = colours(other);
        assertEquals(3, first.size(), "light, dark, paper");
        for (int i = 0; i < first.size(); i++) {
            double contrast = contrast(first.get(i), second.get(i));
            assertTrue(contrast >= ratio, one + " on " + other + " has " + contrast);
        }
    }

    private static List<String> colours(String name) {
        return Pattern.compile(name + ": #(\\p{XDigit}{6});")
                .matcher(PageStyle.CSS)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** As WCAG 2 defines it. */
    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        double[] share = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += share[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static String text(Study study) throws Exception {
        return parsed(Page.of(study)).getDocumentElement().getTextContent();
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> elements(Document page, String tag) {
        NodeList found = page.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}

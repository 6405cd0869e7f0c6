package org.kafkamqtt.mqtt.broker.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.Qos;

class SubscriptionTreeTest {
    private static final long[] START = {};

    private final SubscriptionTree<String> tree = new SubscriptionTree<>();

    private static Subscription plain(String filter) {
        return new Subscription(filter, Qos.AT_LEAST_ONCE, false, false, 0, START);
    }

    private static Subscription with(String filter, Qos qos, int identifier) {
        return new Subscription(filter, qos, false, false, identifier, START);
    }

    private Set<String> who(String topic) {
        return tree.match(topic).stream().map(Match::subscriber).collect(Collectors.toCollection(TreeSet::new));
    }

    private static View seen(@Nullable View view) {
        assertNotNull(view);
        return view;
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a/b, a/b, true",
        "a/b, a, false",
        "a/#, a, true",
        "a/#, a/, true",
        "a/#, a/b/c, true",
        "a/#, ab, false",
        "#, a/b, true",
        "#, /, true",
        "+, a, true",
        "+, a/b, false",
        "+, /, false",
        "+/+, /, true",
        "/+, /, true",
        "+/b, a/b, true",
        "+/b, /b, true",
        "a/+/c, a/b/c, true",
        "a/+/c, a/c, false",
        "a/+/#, a/b, true",
        "a/+/#, a, false",
        "+/#, a, true",
        "#, $SYS/x, false",
        "+/x, $SYS/x, false",
        "+/#, $SYS/x, false",
        "$SYS/#, $SYS/x, true",
        "$SYS/+, $SYS/x, true",
        "$SYS/x, $SYS/x, true",
        "a/#, a/$b, true",
        "a/+, a/$b, true",
        "A, a, false",
        "a//b, a//b, true",
        "a/+/b, a//b, true",
    })
    void matches_as_the_specification_says(String filter, String topic, boolean expected) {
        tree.add("c", plain(filter));
        assertEquals(expected ? Set.of("c") : Set.of(), who(topic));
    }

    @Test
    void a_subscriber_with_several_matching_filters_is_found_once_with_all_of_them() {
        tree.add("c", with("a/#", Qos.AT_MOST_ONCE, 7));
        tree.add("c", with("a/b", Qos.EXACTLY_ONCE, 3));
        tree.add("c", with("+/b", Qos.AT_LEAST_ONCE, 7));
        tree.add("c", with("#", Qos.AT_LEAST_ONCE, 0));
        Match<String> match = tree.match("a/b").get(0);
        assertEquals(1, tree.match("a/b").size());
        assertEquals(4, match.subscriptions().size());
        assertEquals(Qos.EXACTLY_ONCE, seen(match.view(false)).qos());
        assertArrayEquals(new int[] {3, 7, 7}, seen(match.view(false)).identifiers());
        assertFalse(seen(match.view(false)).retainAsPublished());
    }

    @Test
    void the_same_filter_of_the_same_subscriber_is_replaced() {
        tree.add("c", with("a/+", Qos.AT_MOST_ONCE, 1));
        tree.match("a/b");
        tree.add("c", with("a/+", Qos.EXACTLY_ONCE, 2));
        View view = seen(tree.match("a/b").get(0).view(false));
        assertEquals(Qos.EXACTLY_ONCE, view.qos());
        assertArrayEquals(new int[] {2}, view.identifiers());
        assertEquals(1, tree.size());
        assertEquals(2, tree.find("c", "a/+").orElseThrow().identifier());
    }

    @Test
    void the_retain_flag_is_handed_through_if_one_subscription_wants_it() {
        tree.add("c", plain("a"));
        tree.add("c", new Subscription("#", Qos.AT_MOST_ONCE, false, true, 0, START));
        assertTrue(seen(tree.match("a").get(0).view(false)).retainAsPublished());
    }

    @Test
    void own_messages_are_left_out_for_subscriptions_without_local_ones_only() {
        tree.add("c", new Subscription("a", Qos.EXACTLY_ONCE, true, true, 1, START));
        assertNull(tree.match("a").get(0).view(true));
        assertNotNull(tree.match("a").get(0).view(false));
        tree.add("c", with("#", Qos.AT_MOST_ONCE, 2));
        Match<String> match = tree.match("a").get(0);
        assertTrue(match.noLocal());
        assertEquals(Qos.AT_MOST_ONCE, seen(match.view(true)).qos());
        assertFalse(seen(match.view(true)).retainAsPublished());
        assertArrayEquals(new int[] {2}, seen(match.view(true)).identifiers());
        assertArrayEquals(new int[] {1, 2}, seen(match.view(false)).identifiers());
    }

    @Test
    void subscriptions_count_from_their_beginning_in_each_partition() {
        tree.add("c", new Subscription("a", Qos.AT_MOST_ONCE, false, false, 1, new long[] {10, 0}));
        tree.add("c", new Subscription("#", Qos.EXACTLY_ONCE, true, false, 2, new long[] {20, 0}));
        Match<String> match = tree.match("a").get(0);
        assertNull(match.view(false, 0, 9));
        assertArrayEquals(new int[] {1}, seen(match.view(false, 0, 10)).identifiers());
        assertEquals(Qos.AT_MOST_ONCE, seen(match.view(false, 0, 19)).qos());
        assertSame(match.view(false), match.view(false, 0, 20));
        assertSame(match.view(true), match.view(true, 0, 20));
        assertSame(match.view(false), match.view(false, 1, 0));
        assertSame(match.view(false), match.view(false, 2, 0), "a partition that was added later");
    }

    @Test
    void views_without_identifiers_are_shared_by_all_who_see_the_same() {
        tree.add("c", plain("a"));
        tree.add("d", plain("#"));
        assertSame(tree.match("a").get(0).view(false), tree.match("a").get(1).view(false));
    }

    @Test
    void what_is_removed_matches_no_more() {
        tree.add("c", plain("a"));
        tree.add("c", plain("a/+/#"));
        tree.add("d", plain("a/+/#"));
        assertEquals(Set.of("c", "d"), who("a/b"));
        assertTrue(tree.remove("c", "a/+/#"));
        assertEquals(Set.of("d"), who("a/b"));
        assertEquals(Set.of("c"), who("a"));
        assertFalse(tree.remove("c", "a/+/#"));
        assertFalse(tree.remove("nobody", "a"));
        assertEquals(2, tree.size());
    }

    @Test
    void removing_everything_leaves_no_branch() {
        tree.add("c", plain("a/b/+/d/#"));
        tree.add("c", plain("a/b/c"));
        tree.add("c", plain("+"));
        tree.add("d", plain("a/b/+/d/#"));
        assertEquals(3, tree.of("c").size());
        tree.removeAll("c");
        tree.removeAll("c");
        assertEquals(Set.of("d"), who("a/b/c/d"));
        tree.removeAll("d");
        assertTrue(tree.isBare());
        assertEquals(0, tree.size());
        assertEquals(Set.of(), who("a/b/c/d"));
    }

    @Test
    void an_answer_is_kept_until_it_may_have_changed() {
        tree.add("c", plain("#"));
        List<Match<String>> first = tree.match("a");
        assertSame(first, tree.match("a"));
        tree.add("d", plain("b"));
        assertSame(first, tree.match("a"), "another name has nothing to do with it");
        tree.add("d", plain("a"));
        assertNotSame(first, tree.match("a"));
        assertEquals(Set.of("c", "d"), who("a"));
    }

    @Test
    void answers_are_kept_within_a_bound() {
        SubscriptionTree<String> small = new SubscriptionTree<>(10_000);
        small.add("c", plain("#"));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(1, small.match("t" + i).size());
            assertTrue(small.cached() <= 80, () -> small.cached() + " names");
        }
        assertEquals(1, small.match("x".repeat(20_000)).size());
        assertTrue(small.cached() <= 80);
    }

    @Test
    void one_subscriber_among_few_or_many_is_found() {
        for (int i = 0; i < 20; i++) {
            tree.add("c" + i, plain(i % 2 == 0 ? "a" : "#"));
            Match<String> match = tree.match("a", "c" + i);
            assertEquals("c" + i, match == null ? "" : match.subscriber());
            assertNull(tree.match("a", "nobody"));
            assertNull(tree.match("b", "c0"));
        }
    }

    @Test
    void one_subscriber_gets_the_same_whether_the_answer_was_kept_or_not() {
        tree.add("c", with("a/#", Qos.AT_MOST_ONCE, 7));
        tree.add("c", new Subscription("a/b", Qos.EXACTLY_ONCE, true, true, 3, START));
        tree.add("c", with("x", Qos.EXACTLY_ONCE, 4));
        Match<String> before = tree.match("a/b", "c");
        assertEquals(0, tree.cached(), "nobody else's are gathered");
        tree.match("a/b");
        Match<String> after = tree.match("a/b", "c");
        assertNotNull(before);
        assertNotNull(after);
        assertEquals(Set.copyOf(after.subscriptions()), Set.copyOf(before.subscriptions()));
        for (boolean own : List.of(true, false)) {
            assertEquals(seen(after.view(own)).qos(), seen(before.view(own)).qos());
            assertArrayEquals(
                    seen(after.view(own)).identifiers(), seen(before.view(own)).identifiers());
        }
    }

    @Test
    void the_filter_of_a_shared_subscription_is_one_like_any_other() {
        tree.add("c", plain("$share/g/a"));
        tree.add("d", plain("$share/g/#"));
        for (String who : List.of("c", "d")) {
            assertNull(tree.match("a", who));
            assertNotNull(tree.match("$share/g/a", who));
        }
        assertEquals(Set.of(), who("a"));
        assertEquals(Set.of("c", "d"), who("$share/g/a"));
        assertEquals(Set.of("d"), who("$share/g"));
        assertNotNull(tree.match("$share/g", "d"));
    }

    @Test
    void one_subscriber_with_many_filters_is_found() {
        for (int i = 0; i < 20; i++) {
            tree.add("c", plain("a/" + i + "/#"));
        }
        assertNotNull(tree.match("a/13", "c"));
        assertNull(tree.match("a/20", "c"));
    }

    @Test
    void a_filter_of_thirty_thousand_levels_is_no_deep_stack() {
        tree.add("c", plain("/+".repeat(30_000)));
        tree.add("d", plain("+/".repeat(30_000) + "#"));
        assertEquals(Set.of("c", "d"), who("/x".repeat(30_000)));
        tree.removeAll("c");
        tree.removeAll("d");
        assertTrue(tree.isBare());
    }

    @Test
    void ten_thousand_subscribers_come_and_go_between_messages() {
        for (int i = 0; i < 10_000; i++) {
            tree.add("c" + i, plain("device/" + i + "/#"));
            assertEquals(1, tree.match("device/" + i + "/command").size());
        }
        for (int i = 0; i < 10_000; i++) {
            tree.removeAll("c" + i);
        }
        assertTrue(tree.isBare());
    }

    @Test
    void finds_what_comparing_with_every_filter_finds() {
        Random random = new Random(20);
        List<String> filters =
                IntStream.range(0, 120).mapToObj(i -> filter(random)).distinct().toList();
        filters.forEach(filter -> tree.add(filter, plain(filter)));
        for (int i = 0; i < 600; i++) {
            String topic = topic(random);
            Set<String> expected = filters.stream()
                    .filter(filter -> matches(filter, topic))
                    .collect(Collectors.toCollection(TreeSet::new));
            String one = filters.get(random.nextInt(filters.size()));
            assertEquals(expected.contains(one), tree.match(topic, one) != null, () -> one + " and " + topic);
            assertEquals(expected, who(topic), topic);
            assertEquals(expected.contains(one), tree.match(topic, one) != null, () -> one + " and " + topic);
            if (i % 7 == 0) {
                String filter = filters.get(random.nextInt(filters.size()));
                tree.remove(filter, filter);
                tree.add(filter, plain(filter));
            }
        }
    }

    private static String topic(Random random) {
        String name = level(random, "a", "b", "", "$c");
        for (int i = random.nextInt(4); i > 0; i--) {
            name += "/" + level(random, "a", "b", "", "$c");
        }
        return name.isEmpty() ? "a" : name;
    }

    private static String filter(Random random) {
        String filter = level(random, "a", "b", "", "$c", "+");
        for (int i = random.nextInt(4); i > 0; i--) {
            filter += "/" + level(random, "a", "b", "", "$c", "+");
        }
        return random.nextInt(3) == 0 ? filter + "/#" : filter.isEmpty() ? "a" : filter;
    }

    private static String level(Random random, String... choice) {
        return choice[random.nextInt(choice.length)];
    }

    /** The rule again, as plainly as it can be said. */
    private static boolean matches(String filter, String topic) {
        if (topic.startsWith("$") && !filter.startsWith("$")) {
            return false;
        }
        String[] f = filter.split("/", -1);
        String[] t = topic.split("/", -1);
        for (int i = 0; i < f.length; i++) {
            if (f[i].equals("#")) {
                return i <= t.length;
            }
            if (i >= t.length || !(f[i].equals("+") || f[i].equals(t[i]))) {
                return false;
            }
        }
        return f.length == t.length;
    }
}

package org.kafkamqtt.mqtt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    /** The examples of MQTT 3.1.1 sections 4.7.1 to 4.7.3, and shared subscriptions of MQTT 5.0 section 4.8.2. */
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "#, a/b, true",
        "#, /, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "+/tennis/#, sport/tennis, true",
        "#, $SYS/monitor/Clients, false",
        "+/monitor/Clients, $SYS/monitor/Clients, false",
        "$SYS/#, $SYS/monitor/Clients, true",
        "$SYS/monitor/+, $SYS/monitor/Clients, true",
        "ACCOUNTS, Accounts, false",
        "/finance, finance, false",
        "a/b, a/b/c, false",
        "a/b/c, a/b, false",
        "$share/g/a/+, a/b, true",
        "$share/g/#, $SYS/x, false",
    })
    void matches_as_the_specification_says(String filter, String name, boolean matches) {
        assertEquals(matches, new TopicFilter(filter).matches(new TopicName(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sport/tennis#",
                "sport/tennis/#/ranking",
                "sport+",
                "kit+chen",
                "a/#b",
                "##",
                "$share/g",
                "$share//a",
                "$share/+/a",
                "$share/g/"
            })
    void refuses_a_misplaced_wildcard(String filter) {
        InvalidTopic refusal = assertThrows(InvalidTopic.class, () -> new TopicFilter(filter));
        assertTrue(String.valueOf(refusal.getMessage()).contains(filter), refusal::getMessage);
    }

    @Test
    void matches_as_a_plain_oracle_does() {
        Random random = new Random(7);
        List<String> levels = List.of("", "a", "b", "ab", "$x");
        int agreed = 0;
        for (int i = 0; i < 50_000; i++) {
            String name = joined(random, levels);
            String filter =
                    joined(random, List.of("", "a", "b", "ab", "$x", "+", "+")) + (random.nextInt(3) == 0 ? "/#" : "");
            if (!name.isEmpty() && !filter.isEmpty()) {
                assertEquals(oracle(filter, name), new TopicFilter(filter).matches(name), filter + " on " + name);
                agreed++;
            }
        }
        assertTrue(agreed > 10_000);
    }

    private static String joined(Random random, List<String> levels) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(levels.get(random.nextInt(levels.size()))).append(i > 0 ? "/" : "");
        }
        return text.toString();
    }

    private static boolean oracle(String filter, String name) {
        if (name.startsWith("$") && filter.startsWith("+")) {
            return false;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            regex.append(c == '+' ? "[^/]*" : Pattern.quote(String.valueOf(c)));
        }
        String pattern = filter.endsWith("/#")
                ? regex.substring(
                                0,
                                regex.length()
                                        - Pattern.quote("/#").length()
                                        - Pattern.quote("").length()) + "(/.*)?"
                : regex.toString();
        return name.matches(pattern);
    }
}

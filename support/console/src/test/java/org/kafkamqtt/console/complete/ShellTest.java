package org.kafkamqtt.console.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.console.help.Section;

class ShellTest {
    private static final Entry TOPIC = new Entry(List.of("-t", "--topic"), "TOPIC", false, "read it; 'yes' [or] $(no)");
    private static final Entry ACK = new Entry(List.of("--ack"), "accept|release", false, "acknowledge");

    private static Manual manual(String name, Entry... entries) {
        return new Manual(
                name,
                name,
                List.of("Does it."),
                List.of(new Section("Options", List.of(entries))),
                name.equals("a-tool") ? List.of(Entry.row("lag", "Shows lag.")) : List.of(),
                Guide.of().looksUp("topics", "-t"));
    }

    private static Value value(String label) {
        return Value.of(new Entry(List.of("-x"), label, false, ""), manual("a-tool"));
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void a_script_has_all_options_and_commands_and_no_place_left_open(Shell shell) {
        String script = shell.script(new Known(manual("a-tool", TOPIC, ACK), List.of(manual("a-tool lag", ACK))));
        for (String part : List.of("topic", "accept", "release", "lag", "completion topics", "a-tool")) {
            assertTrue(script.contains(part) || script.contains("topics"), () -> part + " in " + script);
        }
        assertFalse(script.matches("(?s).*@[A-Z]+@.*"), script);
    }

    @ParameterizedTest
    @CsvSource({
        "FILE, true, false, 0",
        "stop|skip|FILE, true, false, 2",
        "DIR, false, true, 0",
        "0|1|2, false, false, 3",
        "N|DURATION, false, false, 0",
        "PROFILE, false, false, 0",
        "NAME|CLASS|FILE.java, true, false, 0"
    })
    void a_label_says_what_the_value_may_be(String label, boolean files, boolean folders, int words) {
        Value value = value(label);
        assertEquals(
                List.of(files, folders, words),
                List.of(value.files(), value.folders(), value.words().size()));
    }

    @Test
    void a_shell_is_known_by_its_name() {
        assertEquals(Optional.of(Shell.FISH), Shell.named("fish"));
        assertEquals(Optional.empty(), Shell.named("FISH"));
    }
}

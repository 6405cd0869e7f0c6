package org.kafkamqtt.console.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.UserLocale;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** Words of the command line and the locale around them. */
class CommandWordsTest {
    private static final byte[] LINE = "java\0-jar\0tool.jar\0-t\0küche/温度\0".getBytes(UTF_8);

    @Test
    void what_java_made_of_them_under_another_locale_is_read_again_as_it_was_typed() {
        String[] typed = {"-t", "küche/温度"};
        assertArrayEquals(typed, CommandWords.asTyped(Optional.of(LINE), "-t", "k\ufffd\ufffdche/\ufffd\ufffd"));
        assertArrayEquals(typed, CommandWords.asTyped(Optional.of(LINE), "-t", "kÃ¼che/æ¸©"));
    }

    @Test
    void bytes_that_are_no_text_are_refused_and_a_typed_replacement_character_is_not() {
        byte[] latin = "java\0-m\0gr\u00fcn\0".getBytes(ISO_8859_1);
        Failure failure =
                assertThrows(Failure.class, () -> CommandWords.asTyped(Optional.of(latin), "-m", "gr\ufffdn"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith("'gr?n' on the command line is not UTF-8"), failure.sentence());
        byte[] typed = "java\0a\ufffdb\0".getBytes(UTF_8);
        assertArrayEquals(new String[] {"a\ufffdb"}, CommandWords.asTyped(Optional.of(typed), "a\ufffdb"));
    }

    @Test
    void where_the_system_does_not_tell_a_harmed_word_is_refused_and_others_pass() {
        assertArrayEquals(new String[] {"grün"}, CommandWords.asTyped(Optional.empty(), "grün"));
        assertThrows(Failure.class, () -> CommandWords.asTyped(Optional.empty(), "gr\ufffdn"));
    }

    @Test
    void commands_of_the_user_get_the_locale_back_that_the_launcher_took() {
        Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "KAFKA_MQTT_LC_ALL", "tr_TR"));
        UserLocale.restore(environment);
        assertEquals(Map.of("LC_ALL", "tr_TR"), environment);
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "KAFKA_MQTT_LC_ALL", "unset"));
        UserLocale.restore(environment);
        assertEquals(Map.of(), environment);
    }
}

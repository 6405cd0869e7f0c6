package org.kafkamqtt.mqtt.broker.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @ParameterizedTest
    @CsvSource({
        "sensors.{site}, sensors.north",
        "{site}, north",
        "{site}/{device}, north/7",
        "{device}-{site}, 7-north",
        "{site}{device}, north7",
        "{site}/{site}, north/north",
        "plain, plain"
    })
    void puts_values_in_the_place_of_variables(String template, String text) {
        assertEquals(text, Template.of(template).with(Map.of("site", "north", "device", "7")));
    }

    @ParameterizedTest
    @CsvSource({
        "sensors.{site}, sensors.north, {site=north}",
        "sensors.{site}, sensors., {site=}",
        "{a}.{b}, x.y, '{a=x, b=y}'",
        "{a}.{b}, x.y.z, '{a=x, b=y.z}'",
        "{a}.{b}.end, x.y.end, '{a=x, b=y}'",
        "{a}.{b}.end, x.y.end.end, '{a=x, b=y.end}'",
        "{a}/{a}, x/x, {a=x}",
        "plain, plain, {}",
    })
    void reads_the_values_back(String template, String text, String values) {
        assertEquals(
                values, Template.of(template).read(text).map(Object::toString).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource({
        "sensors.{site}, sensor.north",
        "sensors.{site}, sensors",
        "{a}.{b}, x",
        "{a}.{b}.end, x.end",
        "aa{a}aa, aaa",
        "{a}.{b}, ''",
        "{a}/{a}, x/y",
        "plain, plainer",
    })
    void reads_nothing_from_another_text(String template, String text) {
        assertEquals(Optional.empty(), Template.of(template).read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "a}", "{}", "{a b}", "{7}", "{a{b}}", "{a}}"})
    void refuses_a_brace_that_is_no_variable(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Template.of(text));
        assertTrue(String.valueOf(e.getMessage()).contains("'" + text + "'"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "{a}", "x.{a}-{b}.y"})
    void is_shown_as_it_is_written(String text) {
        assertEquals(text, Template.of(text).toString());
    }

    @Test
    void knows_variables_that_nobody_can_tell_apart() {
        assertEquals(Optional.of("{b}{c}"), Template.of("{a}.{b}{c}").inseparable());
        assertEquals(Optional.empty(), Template.of("{a}.{b}").inseparable());
    }

    @Test
    void reads_a_long_text_of_many_separators_in_no_time() {
        Template template = Template.of("{a}-{b}-{c}-{d}-{e}x");
        String text = "-".repeat(65_000);
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertEquals(Optional.empty(), template.read(text)));
    }
}

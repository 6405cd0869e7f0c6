package org.kafkamqtt.topics.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordTest {
    @ParameterizedTest
    @CsvSource({
        "list -b h, list -b h",
        "-b h list, list -b h",
        "-b h --tls describe t --json, describe -b h --tls t --json",
        "--bootstrap-server=h create t, create --bootstrap-server=h t",
        "-b list, -b list",
        "-b h --topic list --describe, -b h --topic list --describe",
        "-b h t list, -b h t list",
        "--list, --list"
    })
    void the_name_of_a_command_comes_first(String typed, String meant) {
        assertEquals(meant, String.join(" ", CommandWord.first(typed.split(" "))));
    }
}

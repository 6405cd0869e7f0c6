package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.sandbox.trial.Pty;
import org.kafkamqtt.sandbox.trial.Screen;

/** What the balancer's lists look like on terminals of two sizes. */
class BalancerTerminalJarIT {
    private static final String LONGEST = "sarama:ConsistentCRCHashPartitioner";

    @ParameterizedTest
    @CsvSource({
        "80, 24, list, sarama:CustomHashPartitioner-crc32",
        "60, 20, list, sarama:CustomHashPartitioner-crc32",
        "80, 24, explain --all --key order-42 --partitions 12, kafka-python:DefaultPartitioner",
        "60, 20, explain --all --key order-42 --partitions 12, kafka-python:DefaultPartitioner",
        "80, 24, 'simulate --balancer murmur2,w-choices,LONGEST --partitions 10 --zipf 1.2', LONGEST",
        "60, 20, 'simulate --balancer murmur2,w-choices,LONGEST --partitions 10 --zipf 1.2', LONGEST",
        "60, 20, describe kafka-go:RoundRobin, topic-aware",
        "60, 20, 'explain --balancer murmur2,or-else,round-robin --key k --partitions 3', murmur2"
    })
    void no_line_wraps_and_no_name_is_broken(int columns, int rows, String command, String name) {
        assumeTrue(Pty.available(), "script or stty is not installed");
        try (Pty terminal = Pty.start(columns, rows, "bin/balancer " + command.replace("LONGEST", LONGEST))) {
            Pty.Ended ended = terminal.ended(60);
            Screen screen = ended.screen();
            assertEquals(0, ended.status(), screen.text());
            assertTrue(screen.wrapped().isEmpty(), () -> "wrapped: " + screen.wrapped());
            assertTrue(screen.text().contains(name.replace("LONGEST", LONGEST)), screen.text());
        }
    }
}

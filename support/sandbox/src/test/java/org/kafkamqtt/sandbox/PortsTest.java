package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.sandbox.trial.FreePorts;

class PortsTest {
    @Test
    void a_free_port_is_never_given_twice_and_never_one_of_outgoing_connections() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int port = Ports.claim(0, "--kafka-port");
            assertTrue(port >= FreePorts.FIRST && port <= FreePorts.LAST, () -> "outside: " + port);
            assertTrue(given.add(port), () -> "given twice: " + port);
        }
    }

    @Test
    void a_port_that_nobody_holds_is_had() {
        int port = Ports.claim(0, "--kafka-port");
        assertEquals(port, Ports.claim(port, "--kafka-port"));
    }

    @Test
    void a_port_held_on_all_addresses_is_taken_too_and_named() throws IOException {
        try (ServerSocket holder = new ServerSocket(0)) {
            int port = holder.getLocalPort();
            Failure failure = assertThrows(Failure.class, () -> Ports.claim(port, "--mqtt-port"));
            assertEquals(ExitStatus.UNREACHABLE, failure.status());
            assertEquals(
                    "port " + port + " on localhost is taken; 'ss -ltnp sport = :" + port + "' or 'lsof -i :" + port
                            + "' shows by whom, --mqtt-port chooses another (0: any free one)",
                    failure.sentence());
        }
    }
}

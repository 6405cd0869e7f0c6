package org.kafkamqtt.mqtt.broker.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlightTest {
    private final Flight flight = new Flight();

    @Test
    void begins_with_1() {
        assertEquals(1, flight.take(Flight.PUBACK));
        assertEquals(2, flight.take(Flight.PUBREC));
        assertEquals(Flight.PUBACK, flight.awaits(1));
        assertEquals(Flight.PUBREC, flight.awaits(2));
        assertEquals(Flight.NOTHING, flight.awaits(3));
    }

    @Test
    void does_not_take_one_identifier_for_another_with_the_same_place() {
        flight.take(Flight.PUBACK);
        assertEquals(Flight.NOTHING, flight.awaits(17));
        assertEquals(Flight.NOTHING, flight.awaits(65_535));
    }

    @Test
    void knows_what_a_plain_map_knows() {
        Random random = new Random(20);
        Map<Integer, Byte> known = new HashMap<>();
        List<Integer> inUse = new ArrayList<>();
        for (int i = 0; i < 150_000; i++) {
            int most = i / 1_000 % 3 == 0 ? 5 : 1_000;
            if (inUse.size() < most && random.nextInt(5) > 1) {
                byte awaits = (byte) (1 + random.nextInt(3));
                int identifier = flight.take(awaits);
                assertTrue(identifier >= 1 && identifier <= 65_535);
                assertNull(known.put(identifier, awaits), "it was in use");
                inUse.add(identifier);
            } else if (!inUse.isEmpty()) {
                int identifier = inUse.remove(random.nextInt(inUse.size()));
                assertEquals(known.remove(identifier), flight.awaits(identifier));
                if (random.nextInt(10) == 0) {
                    flight.await(identifier, Flight.PUBCOMP);
                    known.put(identifier, Flight.PUBCOMP);
                    inUse.add(identifier);
                } else {
                    flight.free(identifier);
                    assertEquals(Flight.NOTHING, flight.awaits(identifier));
                }
            }
            assertEquals(known.size(), flight.count());
        }
    }
}

package org.kafkamqtt.mqtt.publish.delivery;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * What may be in flight at once: a number of publications at each QoS, and bytes of payload in all.
 *
 * <p>Thread-safe: the publishing thread takes, threads of the connection give back.
 */
final class Window {
    private static final int MAX_QOS_0 = 10_000;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final Semaphore[] places;
    private final Room room = new Room(MAX_BYTES);

    Window(WindowSizes sizes) {
        places = new Semaphore[] {
            new Semaphore(MAX_QOS_0), new Semaphore(sizes.atLeastOnce()), new Semaphore(sizes.exactlyOnce())
        };
    }

    /** Takes a place and room for the payload, waiting at most this long for each; false if there was none. */
    boolean take(Qos qos, int bytes, long millis) throws InterruptedException {
        Semaphore place = places[qos.level()];
        if (!place.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        boolean fits = room.take(bytes, millis);
        if (!fits) {
            place.release();
        }
        return fits;
    }

    /** Gives back what a publication took whose fate is known; one of an earlier process took nothing. */
    void give(Publication publication) {
        if (!publication.restored()) {
            room.give(publication.payload().length);
            places[publication.qos().level()].release();
        }
    }
}

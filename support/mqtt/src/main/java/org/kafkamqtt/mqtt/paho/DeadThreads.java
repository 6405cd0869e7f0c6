package org.kafkamqtt.mqtt.paho;

import org.kafkamqtt.mqtt.upkeep.Dialling;
import org.kafkamqtt.mqtt.upkeep.Losses;
import org.kafkamqtt.mqtt.upkeep.Presence;

/** Notices that an exception ended a thread of Paho, which Paho does not notice itself. Thread-safe. */
record DeadThreads(Presence<PahoLine> presence, Losses losses) {
    /** One died of this; the connection counts as lost. */
    void died(Throwable cause) {
        long which = presence.epoch();
        presence.blame(cause);
        PahoLine deaf = presence.latest();
        Dialling.startDaemon(
                () -> {
                    if (deaf != null) {
                        Clients.endForcibly(deaf.client());
                    }
                    losses.lost(which, cause);
                },
                "mqtt-mourn");
    }
}

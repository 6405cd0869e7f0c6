package org.kafkamqtt.journeys;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Brokers;
import org.kafkamqtt.sandbox.SharedSandbox;

/** The MQTT tools on our own broker. */
class OwnToolsJarIT extends MqttToolsContract {
    OwnToolsJarIT(@TempDir Path folder) {
        super(folder);
    }

    @Override
    Brokers brokers() {
        return SharedSandbox.own();
    }
}

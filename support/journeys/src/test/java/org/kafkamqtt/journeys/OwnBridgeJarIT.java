package org.kafkamqtt.journeys;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.SharedSandbox;

/** The bridge by pipe between Kafka and our own broker, which has the same Kafka. */
class OwnBridgeJarIT extends BridgeContract {
    OwnBridgeJarIT(@TempDir Path folder) {
        super(SharedSandbox.own(), folder);
    }
}

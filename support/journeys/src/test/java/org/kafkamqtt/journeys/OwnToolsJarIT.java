package org.kafkamqtt.journeys;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.SharedSandbox;

/** The MQTT tools on our own broker, over each version of MQTT. */
@ParameterizedClass(name = "MQTT {0}")
@ValueSource(strings = {"311", "5"})
class OwnToolsJarIT extends MqttToolsContract {
    @Parameter
    String version = "";

    OwnToolsJarIT(@TempDir Path folder) {
        super(folder);
    }

    @Override
    String address() {
        return SharedSandbox.own().mqttAddress();
    }

    @Override
    String options() {
        return "-V " + version;
    }
}

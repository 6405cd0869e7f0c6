package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** The MQTT tools on mosquitto, over each version of MQTT. */
@ParameterizedClass(name = "MQTT {0}")
@ValueSource(strings = {"311", "5"})
class MosquittoToolsJarIT extends MqttToolsContract {
    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @Parameter
    String version = "";

    MosquittoToolsJarIT(@TempDir Path folder) {
        super(folder);
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        broker = Mosquitto.start(folder, "allow_anonymous true", "max_queued_messages 0");
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    String address() {
        return "127.0.0.1:" + broker.port();
    }

    @Override
    String options() {
        return "-V " + version;
    }
}

package org.kafkamqtt.journeys;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Brokers;
import org.kafkamqtt.sandbox.SharedSandbox;

/** The contract on the sandbox. */
class SandboxContractJarIT extends ToolsContract {
    SandboxContractJarIT(@TempDir Path folder) {
        super(folder);
    }

    @Override
    Brokers brokers() {
        return SharedSandbox.get();
    }
}

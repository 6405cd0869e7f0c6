package org.kafkamqtt.producer;

import org.kafkamqtt.sandbox.SharedSandbox;

/** The contract on the sandbox's Kafka. */
class SandboxContractIT extends DeliveryContract {
    @Override
    String broker() {
        return SharedSandbox.get().kafkaAddress();
    }
}

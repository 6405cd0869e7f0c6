package org.kafkamqtt.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
    private static final List<String> NAMES = Rehearsal.names(System.getProperty("java.class.path", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.netty.channel.nio.NioEventLoop",
                "io.netty.buffer.PooledByteBufAllocator",
                "io.netty.util.concurrent.DefaultPromise",
                "org.apache.kafka.clients.NetworkClient",
                "org.apache.kafka.clients.admin.KafkaAdminClient",
                "org.apache.kafka.common.message.FetchResponseData",
                "org.apache.kafka.common.message.ProduceRequestData",
                "org.apache.kafka.common.network.Selector",
                "org.apache.kafka.common.requests.InitProducerIdRequest",
            })
    void finds_what_a_run_needs_in_the_jars(String name) {
        assertTrue(NAMES.contains(name), name);
    }

    @Test
    void leaves_out_what_no_run_needs() {
        assertTrue(NAMES.size() < 6_000, () -> NAMES.size() + " classes");
        assertTrue(NAMES.stream().noneMatch(name -> name.contains("streams") || name.contains("ShareGroup")));
    }

    @Test
    void passes_over_what_is_no_jar() {
        assertEquals(List.of(), Rehearsal.names("/none/such.jar:/tmp:"));
    }
}

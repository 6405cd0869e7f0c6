package org.kafkamqtt.sandbox;

import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT 3.1.1 broker in this JVM (ActiveMQ Artemis) that can be stopped and started again on the same data.
 *
 * <p>Not thread-safe; the owner of the sandbox owns it.
 */
final class MqttBroker implements MqttServer {
    private final int port;
    private final Path folder;
    private @Nullable EmbeddedActiveMQ server;

    MqttBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    @Override
    public synchronized void start() throws Exception {
        if (server == null) {
            EmbeddedActiveMQ starting = new EmbeddedActiveMQ();
            starting.setConfiguration(configuration());
            try {
                starting.start();
            } catch (Exception | LinkageError e) {
                starting.stop();
                throw e;
            }
            server = starting;
        }
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("sandbox")
                .setSecurityEnabled(false)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(false)
                .setJournalFileSize(2 * 1024 * 1024)
                .setMaxDiskUsage(-1)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("mqtt", "tcp://localhost:" + port + "?protocols=MQTT");
        configuration.setAddressSettings(Map.of(
                "#",
                new AddressSettings()
                        .setAutoCreateAddresses(true)
                        .setAutoCreateQueues(true)
                        // MQTT redelivers for as long as the session lives: nothing may be dropped after ten attempts.
                        .setMaxDeliveryAttempts(-1)));
        configuration.setConnectionTtlCheckInterval(500);
        return configuration;
    }

    @Override
    public synchronized void stop() throws Exception {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }
}

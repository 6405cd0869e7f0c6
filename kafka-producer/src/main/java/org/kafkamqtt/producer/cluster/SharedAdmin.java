package org.kafkamqtt.producer.cluster;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/** The one client of a run that asks about topics, made at the first question: most short runs never ask. Thread-safe. */
public final class SharedAdmin implements AutoCloseable {
    private final KafkaSettings settings;
    private @Nullable Admin admin;

    public SharedAdmin(KafkaSettings settings) {
        this.settings = settings;
    }

    synchronized Admin get() {
        Admin made = admin;
        if (made == null) {
            made = Admin.create(settings.as(ClientKind.ADMIN).properties());
            admin = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}

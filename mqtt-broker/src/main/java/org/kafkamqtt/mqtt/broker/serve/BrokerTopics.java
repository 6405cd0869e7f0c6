package org.kafkamqtt.mqtt.broker.serve;

import java.util.Map;
import java.util.Set;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.kafkamqtt.kafka.ClientKind;

/** Temporary. */
final class BrokerTopics {
    private BrokerTopics() {}

    static long prepare(BrokerSettings s, Consumer<String> notes) {
        try (Admin admin = Admin.create(s.kafka().as(ClientKind.ADMIN).properties())) {
            Set<String> there = admin.listTopics().names().get();
            for (NewTopic t : List.of(
                    new NewTopic(s.prefix() + ".messages", Optional.of(s.newTopics().partitions()), Optional.empty()),
                    new NewTopic(s.prefix() + ".retained", Optional.of(4), Optional.empty()).configs(Map.of("cleanup.policy", "compact")),
                    new NewTopic(s.prefix() + ".nodes", Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact")))) {
                if (!there.contains(t.name())) {
                    admin.createTopics(List.of(t)).all().get();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return 1_000_000;
    }
}

package org.kafkamqtt.mqtt.five;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.ConnectionListener;

/**
 * What a session has to tell its listener, collected until nobody holds the session's lock any more. Not thread-safe; that lock
 * guards it.
 */
final class Outcomes {
    private List<Consumer<ConnectionListener>> news = new ArrayList<>();

    void add(Consumer<ConnectionListener> outcome) {
        news.add(outcome);
    }

    /** All that was collected, in order; the collection begins anew. */
    List<Consumer<ConnectionListener>> take() {
        if (news.isEmpty()) {
            return List.of();
        }
        List<Consumer<ConnectionListener>> taken = news;
        news = new ArrayList<>();
        return taken;
    }
}

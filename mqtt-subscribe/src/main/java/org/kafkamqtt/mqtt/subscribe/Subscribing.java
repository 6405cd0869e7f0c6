package org.kafkamqtt.mqtt.subscribe;

import java.util.List;
import java.util.function.Consumer;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.Granted;

/** The beginning of a run on a connection: unsubscribes, then subscribes, which the broker may refuse for each filter. */
final class Subscribing {
    private final Settings settings;
    private final Connection connection;
    private final Consumer<String> say;

    Subscribing(Settings settings, Connection connection, Consumer<String> say) {
        this.settings = settings;
        this.connection = connection;
        this.say = say;
    }

    /**
     * Asks and waits for the answers.
     *
     * @throws Failure status 6 if all are refused, or some without {@code --allow-refused}; 5 if the broker says of all those
     *     that the user has no right to them
     */
    void run() throws InterruptedException {
        if (!settings.unsubscriptions().isEmpty()) {
            connection.unsubscribe(settings.unsubscriptions());
        }
        if (settings.subscriptions().isEmpty()) {
            return;
        }
        List<Granted> refused = connection.subscribe(settings.subscriptions()).stream()
                .filter(Granted::refused)
                .toList();
        for (Granted answer : refused) {
            say.accept(answer.refusal());
        }
        boolean all = refused.size() == settings.subscriptions().size();
        if (all || (!refused.isEmpty() && !settings.allowRefused())) {
            throw new Failure(
                    refused.stream().allMatch(Granted::denied) ? ExitStatus.UNAUTHORISED : ExitStatus.NOT_FOUND,
                    refused.size() + " of " + settings.subscriptions().size() + " subscriptions refused"
                            + (all
                                    ? "; is the user allowed to read there?"
                                    : "; --allow-refused continues with the others"));
        }
    }
}

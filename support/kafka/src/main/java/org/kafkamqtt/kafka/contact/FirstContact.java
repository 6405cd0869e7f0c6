package org.kafkamqtt.kafka.contact;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;

/** The first contact with a cluster, tried on a thread of its own while the client is made, since both take a while. */
public final class FirstContact {
    private FirstContact() {}

    /**
     * Makes a client that has brokers to talk to.
     *
     * @param maker makes the client, on this thread
     * @param close closes at once a client that nobody will use
     * @throws Failure naming the obstacle, within the connect timeout
     */
    public static <C> C clientFor(KafkaSettings settings, Stop stop, Supplier<C> maker, Consumer<C> close) {
        CompletableFuture<Void> contact =
                CompletableFuture.runAsync(() -> Reachability.check(settings, stop), FirstContact::start);
        C client;
        try {
            client = maker.get();
        } catch (RuntimeException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        }
        try {
            contact.get();
            return client;
        } catch (ExecutionException | CompletionException e) {
            close.accept(client);
            throw KafkaFailure.explain(e, settings.bootstrap());
        } catch (InterruptedException e) {
            close.accept(client);
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.FAILED, "stopped", e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "first-contact");
        thread.setDaemon(true);
        thread.start();
    }
}

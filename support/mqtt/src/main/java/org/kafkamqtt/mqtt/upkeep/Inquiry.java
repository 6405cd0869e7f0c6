package org.kafkamqtt.mqtt.upkeep;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.mqtt.ConnectionSettings;

/**
 * Questions to the broker about subscriptions, and the threads that wait for the answers: asked again on the next connection if one
 * breaks before the answer.
 *
 * <p>Thread-safe; nobody waits with a lock held.
 *
 * @param <L> a connection
 */
public final class Inquiry<L extends Line> {
    /** For a loss that will be reported; threads of a broken connection end within milliseconds. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ConnectionSettings settings;
    private final Presence<L> presence;
    private final Answers answers;
    private volatile boolean asking;

    public Inquiry(ConnectionSettings settings, Presence<L> presence, Answers answers) {
        this.settings = settings;
        this.presence = presence;
        this.answers = answers;
    }

    /** Whether an answer of the broker is due. */
    public boolean asking() {
        return asking;
    }

    /**
     * The broker's answer.
     *
     * @param what is asked for, such as {@code subscription}
     * @param question asks over a connection, and completes the future
     * @throws Failure status 27 if there is no answer in time, 4 if the connection is lost for good
     */
    public <T> T await(String what, BiConsumer<L, CompletableFuture<T>> question) throws InterruptedException {
        asking = true;
        try {
            for (long asked = 0; ; ) {
                CompletableFuture<T> answer = answers.expect();
                try {
                    L now = presence.await(asked);
                    asked = now.epoch();
                    question.accept(now, answer);
                    return inTime(answer, what);
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    if (!presence.awaitLoss(asked, QUIET)) {
                        throw ConnectionFailure.lost(cause, settings);
                    }
                } finally {
                    answers.expectNoMore(answer);
                }
            }
        } finally {
            asking = false;
        }
    }

    private <T> T inTime(CompletableFuture<T> answer, String what) throws InterruptedException, ExecutionException {
        try {
            return answer.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitStatus.TIMED_OUT,
                    "no answer to the " + what + " from " + settings.link().address() + " in "
                            + Seconds.text(settings.answerTimeout()));
        }
    }
}

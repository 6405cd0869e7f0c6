package org.kafkamqtt.mqtt.paho;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.ConnectionFailure;
import org.kafkamqtt.mqtt.upkeep.Dialling;
import org.kafkamqtt.mqtt.upkeep.Losses;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.wire.Wire;
import org.kafkamqtt.mqtt.wire.WireModule;

/**
 * Attempts to connect, from a fresh wire to the broker's acceptance and to what is due on a new connection.
 *
 * <p>Not thread-safe; one attempt is made at a time, on the thread that opens or on the one that reconnects.
 */
final class Attempts implements Dialling.Attempt {
    private static final long SETTLE_MILLIS = 1_000;
    /** For the threads of a broken connection; they end within milliseconds, see {@link Clients#awaitQuiet}. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ConnectionSettings settings;
    private final ConnectionListener listener;
    private final Presence<PahoLine> presence;
    private final Answers answers;
    private final Clients clients;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final Confirmations confirmations;

    Attempts(
            ConnectionSettings settings,
            ConnectionListener listener,
            Presence<PahoLine> presence,
            Answers answers,
            Clients clients,
            Outbox outbox,
            Subscriptions subscriptions,
            Confirmations confirmations) {
        this.settings = settings;
        this.listener = listener;
        this.presence = presence;
        this.answers = answers;
        this.clients = clients;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.confirmations = confirmations;
    }

    @Override
    public void make(Losses losses) throws InterruptedException {
        CompletableFuture<Boolean> answer = answers.expect();
        try {
            long epoch = presence.begin();
            // Those of an attempt that failed after all: not told, so the broker sends them again.
            confirmations.tellEarly();
            News.Parts parts = new News.Parts(presence, outbox, confirmations, listener, losses);
            Clients.Client client =
                    clients.forAttempt(payloads -> new News(parts, settings.cleanSession() ? epoch : 0, payloads));
            Arrivals arrivals = new Arrivals(epoch, answer, presence, outbox, listener);
            WireModule wire = clients.wire(arrivals, client.payloads());
            presence.attempt(wire::abort);
            clients.awaitQuiet(QUIET, answers::isCancelled);
            client.paho().connect(clients.options(wire), null, Completion.of(answer, IMqttToken::getSessionPresent));
            PahoLine line = new PahoLine(epoch, client.paho(), wire);
            boolean sessionPresent;
            try {
                sessionPresent = await(answer, wire);
            } catch (Failure e) {
                if (wire.accepted() && !answers.isCancelled()) {
                    // It broke before Paho noticed the broker's acceptance: a loss like any other.
                    presence.pass(line);
                    losses.lost(epoch, e);
                    return;
                }
                throw e;
            }
            establish(line, sessionPresent, losses);
        } catch (MqttException e) {
            throw ConnectionFailure.of(e, settings);
        } finally {
            answers.expectNoMore(answer);
        }
    }

    private boolean await(CompletableFuture<Boolean> answer, Wire wire) throws InterruptedException {
        try {
            return answer.get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwable network = presence.brokenBy();
            // Paho's own message about a refusal says more than the end of the stream after it.
            throw ConnectionFailure.of(network != null && isVague(cause) ? network : cause, settings);
        } catch (TimeoutException e) {
            wire.abort();
            awaitSettled(answer);
            throw ConnectionFailure.noAnswerInTime(settings);
        } catch (InterruptedException | CancellationException e) {
            wire.abort();
            throw e;
        }
    }

    private static boolean isVague(Throwable cause) {
        return cause instanceof MqttException e
                && (e.getReasonCode() == MqttException.REASON_CODE_CONNECTION_LOST
                        || e.getReasonCode() == MqttException.REASON_CODE_CLIENT_EXCEPTION);
    }

    /** Gives Paho the time to notice, so that the same client can try again. */
    private static void awaitSettled(CompletableFuture<Boolean> answer) throws InterruptedException {
        try {
            answer.get(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            // That it failed is known already.
        }
    }

    private void establish(PahoLine line, boolean sessionPresent, Losses losses) {
        boolean resumed = sessionPresent && !settings.cleanSession();
        if (!resumed) {
            confirmations.forget();
        }
        presence.approach(line);
        listener.connected(sessionPresent);
        outbox.handOver(line);
        confirmations.tellEarly();
        if (!resumed) {
            subscriptions.renew(line.client());
        }
        if (presence.isLost(line.epoch())) {
            losses.lost(line.epoch(), new IOException("the connection broke at once"));
        }
    }
}

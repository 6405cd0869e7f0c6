package org.kafkamqtt.kafka.contact;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.console.tls.OwnCertificate;
import org.kafkamqtt.console.tls.TlsTrouble;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;

/** How the first contact with one address went. */
sealed interface Contact {
    /** The broker answers requests such as the client will send. */
    record Made() implements Contact {}

    /** Nobody listens there, which shows at once. */
    record Refused(String why) implements Contact {}

    /** Silence, or a connection that broke: another try may succeed. */
    record Unanswered(String why) implements Contact {}

    /** Somebody is there but cannot be used: another try would be useless. */
    record Unfit(Failure failure) implements Contact {}

    /** How much it explains to a user whose brokers all failed. */
    default int weight() {
        return this instanceof Unfit ? 2 : this instanceof Unanswered ? 1 : 0;
    }

    /** Tries an address; no step takes longer than this number of milliseconds. */
    static Contact with(Target target, KafkaSettings settings, Supplier<Optional<ClientTls>> tls, int millis) {
        return new Attempt(target, settings, millis).make(tls);
    }

    /** One try. */
    record Attempt(Target target, KafkaSettings settings, int millis) {
        private static final int DIAGNOSIS_MS = 2_000;

        Contact make(Supplier<Optional<ClientTls>> tls) {
            try (Socket socket = target.connect(millis)) {
                return encrypted() ? askOverTls(socket, tls.get()) : ask(socket);
            } catch (SocketTimeoutException e) {
                return new Unanswered("no answer (is this a Kafka listener?)");
            } catch (ConnectException | NoRouteToHostException e) {
                return new Refused(Reason.of(e).replaceFirst(" \\(connection .*", ""));
            } catch (IOException e) {
                return new Unanswered(Reason.of(e));
            }
        }

        private boolean encrypted() {
            return settings.securityProtocol().endsWith("SSL");
        }

        private boolean login() {
            return settings.securityProtocol().startsWith("SASL");
        }

        private Contact askOverTls(Socket socket, Optional<ClientTls> tls) throws IOException {
            if (tls.isEmpty()) {
                return new Made();
            }
            Socket encrypted;
            try {
                encrypted = tls.get().over(socket, target);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return handshakeFailed(e);
            }
            try (encrypted) {
                return ask(encrypted);
            } catch (SSLException e) {
                return tlsFailed(trouble().words(e), e);
            }
        }

        private Contact ask(Socket socket) throws IOException {
            if (!Greeting.API_VERSIONS.askOn(socket)) {
                // A missing or unsuitable client certificate, or MQTT over TLS: there is no way to know which.
                String words = trouble().hungUp().replaceFirst("\\?$", ", or is it not a Kafka broker?");
                return encrypted() ? tlsFailed(words, null) : wrongProtocol();
            }
            return login() || Greeting.METADATA.askOn(socket) ? new Made() : wrongProtocol();
        }

        private Contact handshakeFailed(IOException e) {
            String words = trouble().words(e);
            if (words.contains("is this the plain port")) {
                Optional<Spoken> spoken = Spoken.by(target, Math.min(millis, DIAGNOSIS_MS));
                if (spoken.isPresent() && !spoken.get().tls()) {
                    return tlsFailed("the listener " + spoken.get().wishes(true, login()), e);
                }
            }
            return tlsFailed(words, e);
        }

        private Contact wrongProtocol() {
            String wishes = Spoken.by(target, Math.min(millis, DIAGNOSIS_MS))
                    .map(spoken -> spoken.wishes(encrypted(), login()))
                    .filter(some -> !some.isEmpty())
                    .orElse(
                            login()
                                    ? "wants TLS, or is not Kafka (see --tls)"
                                    : "wants SASL or TLS, or is not Kafka (see --sasl-mechanism, --username and --tls)");
            String protocol = settings.securityProtocol().toUpperCase(Locale.ROOT);
            return new Unfit(new Failure(
                    ExitStatus.UNREACHABLE,
                    target.server() + " hung up on a" + (protocol.equals("SSL") ? "n " : " ") + protocol
                            + " client: the listener " + wishes));
        }

        private Contact tlsFailed(String words, @org.jspecify.annotations.Nullable IOException cause) {
            return new Unfit(new Failure(ExitStatus.TLS, "TLS with " + target.server() + " failed: " + words, cause));
        }

        private TlsTrouble trouble() {
            return new TlsTrouble("--ca", "--no-hostname-check", ownCertificate());
        }

        private Optional<OwnCertificate> ownCertificate() {
            Setting chain = settings.settings().get("ssl.keystore.certificate.chain");
            if (chain != null) {
                return Optional.of(OwnCertificate.ofText(chain.source(), chain.value()));
            }
            return Optional.ofNullable(settings.settings().get("ssl.keystore.location"))
                    .map(store -> OwnCertificate.ofStore(
                            store.source(),
                            Path.of(store.value()),
                            settings.value("ssl.keystore.password").orElse("")));
        }
    }
}

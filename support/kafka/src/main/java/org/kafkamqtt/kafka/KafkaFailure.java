package org.kafkamqtt.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.console.tls.TlsTrouble;

/** Turns exceptions of the Kafka client into one sentence and an exit status. */
public final class KafkaFailure {
    /** kafka-clients 4.3.1, TransactionManager: a batch of a transaction ran out of time. It has no class of its own. */
    private static final Pattern UNACKNOWLEDGED = Pattern.compile("The client hasn't received acknowledgment");

    private static final Pattern MECHANISMS = Pattern.compile(
            "Client SASL mechanism '([^']*)' not enabled in the server, enabled mechanisms are \\[(.*)]");

    private KafkaFailure() {}

    /** What happened, by the most telling exception in the chain of causes. */
    public static Failure explain(Throwable thrown, String bootstrap) {
        List<Throwable> chain = chain(thrown);
        return first(chain, Failure.class)
                .or(() -> security(chain, bootstrap, thrown))
                .or(() -> client(chain, bootstrap, thrown))
                .orElseGet(() -> Failure.unexpected(chain.get(chain.size() - 1)));
    }

    private static Optional<Failure> security(List<Throwable> chain, String bootstrap, Throwable thrown) {
        Optional<Failure> tls = first(chain, SslAuthenticationException.class)
                .map(e -> new Failure(
                        ExitStatus.TLS,
                        "TLS with " + bootstrap + " failed: "
                                + TlsTrouble.ofSomeClient("--ca", "--no-hostname-check")
                                        .words(e),
                        thrown));
        return tls.or(() -> first(chain, IllegalSaslStateException.class)
                        .map(e -> new Failure(
                                ExitStatus.UNAUTHORISED,
                                bootstrap
                                        + " does not ask for a login: its listener has no SASL; leave out --username and"
                                        + " --sasl-mechanism",
                                thrown)))
                .or(() -> first(chain, UnsupportedSaslMechanismException.class)
                        .map(e -> new Failure(
                                ExitStatus.UNAUTHORISED,
                                bootstrap + " does not accept --sasl-mechanism "
                                        + MECHANISMS.matcher(words(e)).replaceFirst("$1; it accepts $2"),
                                thrown)))
                .or(() -> first(chain, AuthenticationException.class)
                        .map(e -> new Failure(
                                ExitStatus.UNAUTHORISED,
                                "not authenticated by " + bootstrap + ": " + words(e)
                                        + " (check --username, the password and --sasl-mechanism)",
                                thrown)))
                .or(() -> first(chain, LoginException.class)
                        .map(e -> new Failure(
                                ExitStatus.UNAUTHORISED,
                                "cannot log in: " + withoutTrace(String.valueOf(e.getMessage()))
                                        + " (check --username, the password and --oauth-token-url)",
                                thrown)))
                .or(() -> first(chain, AuthorizationException.class)
                        .map(e -> new Failure(ExitStatus.UNAUTHORISED, "not authorised: " + words(e), thrown)));
    }

    /** Kafka puts a whole stack trace into its message about a login. */
    private static String withoutTrace(String words) {
        return Reason.plain(words.lines().findFirst().orElse(""));
    }

    private static Optional<Failure> client(List<Throwable> chain, String bootstrap, Throwable thrown) {
        for (Throwable cause : chain) {
            Failure failure = client(cause, bootstrap, thrown);
            if (failure != null) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    private static @org.jspecify.annotations.Nullable Failure client(
            Throwable cause, String bootstrap, Throwable thrown) {
        if (cause instanceof ClassNotFoundException) {
            return new Failure(
                    ExitStatus.USAGE,
                    "a property names the class " + cause.getMessage() + ", which is not on the class path",
                    thrown);
        }
        if (cause instanceof ConfigException) {
            return words(cause).contains("No resolvable bootstrap")
                    ? new Failure(
                            ExitStatus.UNREACHABLE,
                            "cannot reach " + bootstrap + ": unknown host (check the name and DNS)",
                            thrown)
                    : new Failure(ExitStatus.USAGE, lowered(words(cause)), thrown);
        }
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return new Failure(
                    ExitStatus.FAILED,
                    "fenced: another producer with the same --transactional-id has taken over",
                    thrown);
        }
        if (cause instanceof FencedInstanceIdException) {
            return new Failure(
                    ExitStatus.FAILED,
                    "fenced: another consumer with the same group.instance.id has taken over",
                    thrown);
        }
        if (cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException) {
            return new Failure(ExitStatus.NOT_FOUND, lowered(words(cause)), thrown);
        }
        if (cause instanceof UnsupportedVersionException) {
            return new Failure(
                    ExitStatus.FAILED, bootstrap + " is too old or too new for this: " + words(cause), thrown);
        }
        if (UNACKNOWLEDGED.matcher(words(cause)).lookingAt()) {
            return new Failure(
                    ExitStatus.UNREACHABLE,
                    "the broker at " + bootstrap
                            + " did not acknowledge in time (delivery.timeout.ms): the transaction is aborted",
                    thrown);
        }
        if (cause instanceof TimeoutException
                || cause instanceof NetworkException
                || cause instanceof DisconnectException) {
            String words = words(cause);
            return new Failure(
                    ExitStatus.UNREACHABLE,
                    "no answer from " + bootstrap
                            + (words.contains("node assignment")
                                    ? "; do its brokers answer at the addresses that they advertise?"
                                    : ": " + words),
                    thrown);
        }
        return null;
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = thrown; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }

    private static String words(Throwable cause) {
        String words = cause.getMessage();
        return words == null ? Reason.of(cause) : Reason.plain(words).replaceAll("[.]$", "");
    }

    private static String lowered(String words) {
        return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}

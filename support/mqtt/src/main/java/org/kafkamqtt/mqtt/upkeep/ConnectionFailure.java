package org.kafkamqtt.mqtt.upkeep;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.console.tls.TlsTrouble;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.link.BrokerAddress.Transport;
import org.kafkamqtt.mqtt.wire.DoesNotFit;
import org.kafkamqtt.mqtt.wire.MalformedPacket;
import org.kafkamqtt.mqtt.wire.UnknownAnswer;

/** One sentence and a status for any failure of a connection, found by the chain of causes. */
public final class ConnectionFailure {
    private static final int REFUSED_PROTOCOL = 1;
    private static final int REFUSED_ID = 2;
    private static final int REFUSED_UNAVAILABLE = 3;
    private static final int REFUSED_LOGIN = 4;
    private static final int REFUSED_RIGHTS = 5;

    private ConnectionFailure() {}

    /** The failure for the user. */
    public static Failure of(Throwable thrown, ConnectionSettings settings) {
        List<Throwable> chain = chain(thrown);
        Optional<Failure> known = known(chain, settings);
        if (known.isPresent()) {
            return known.get();
        }
        for (Throwable t : chain) {
            if (t instanceof Failure failure) {
                return failure;
            }
            if (t instanceof MqttException refused) {
                Optional<Failure> answer = refusal(refused, settings);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        return network(chain, settings, thrown);
    }

    /** Whether trying again is useless: the broker answered, or our settings are wrong. */
    public static boolean isFinal(Failure failure) {
        if (failure.getCause() instanceof BrokerRefusal refusal) {
            return refusal.lasting();
        }
        return switch (failure.status()) {
            case UNAUTHORISED, USAGE, TLS -> true;
            case FAILED ->
                isForLackOfMemory(failure)
                        || failure.getCause() instanceof UnknownAnswer
                        || failure.getCause() instanceof MqttException e
                                && (e.getReasonCode() == REFUSED_PROTOCOL || e.getReasonCode() == REFUSED_ID);
            case INPUT_OUTPUT -> Unwritable.in(failure).isPresent();
            case OK, PARTIAL, UNREACHABLE, NOT_FOUND, TIMED_OUT, INTERRUPTED, TERMINATED -> false;
        };
    }

    /** Whether the memory of this process is too small, which is not the fault of connection or broker. */
    public static boolean isForLackOfMemory(Throwable thrown) {
        return chain(thrown).stream().anyMatch(t -> t instanceof DoesNotFit || t instanceof Error);
    }

    private static Optional<Failure> lackOfMemory(List<Throwable> chain) {
        for (Throwable t : chain) {
            if (t instanceof DoesNotFit large) {
                String message = "a message of '" + large.topic() + "'";
                return Optional.of(new Failure(ExitStatus.FAILED, Memory.doesNotFit(message, large.size()), t));
            }
            if (t instanceof OutOfMemoryError) {
                return Optional.of(new Failure(ExitStatus.FAILED, Memory.ranOut(), t));
            }
            if (t instanceof Error) {
                return Optional.of(
                        new Failure(ExitStatus.FAILED, "the connection failed because of a bug in this tool", t));
            }
        }
        return Optional.empty();
    }

    /** How an established connection ended. */
    public static ShortLives.End end(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        if (chain.stream().anyMatch(MalformedPacket.class::isInstance)) {
            return ShortLives.End.MALFORMED;
        }
        Throwable root = chain.get(chain.size() - 1);
        return root instanceof EOFException || isReset(root) ? ShortLives.End.HUNG_UP : ShortLives.End.BROKEN;
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = thrown; t != null && chain.size() < 20; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }

    /** Failures that mean the same before and after the broker's acceptance. */
    private static Optional<Failure> known(List<Throwable> chain, ConnectionSettings settings) {
        String broker = "the broker at " + settings.link().address();
        for (Throwable t : chain) {
            if (t instanceof Unwritable unwritable) {
                return Optional.of(Failure.cannot("keep", "the session", unwritable));
            }
            if (t instanceof MalformedPacket malformed) {
                return Optional.of(unreachable(
                        broker + " sent a packet that is not valid MQTT: " + malformed.getMessage(), malformed));
            }
            if (t instanceof BrokerRefusal refusal) {
                return Optional.of(refusal.failure(settings));
            }
            if (t instanceof UnknownAnswer answer) {
                return Optional.of(new Failure(
                        Refusal.of(answer.code()).status(),
                        broker + " answers with " + Refusal.words(answer.code()) + "; try MQTT 5: -V 5",
                        answer));
            }
        }
        return lackOfMemory(chain);
    }

    private static Optional<Failure> refusal(MqttException e, ConnectionSettings settings) {
        String broker = "the broker at " + settings.link().address();
        return switch (e.getReasonCode()) {
            case REFUSED_PROTOCOL ->
                Optional.of(new Failure(
                        ExitStatus.FAILED,
                        broker + " does not speak MQTT " + (settings.protocolLevel() == 3 ? "3.1" : "3.1.1")
                                + "; try -V " + (settings.protocolLevel() == 3 ? "311 or -V 5" : "5 or -V 31"),
                        e));
            case REFUSED_ID ->
                Optional.of(new Failure(
                        ExitStatus.FAILED, broker + " refuses the client identifier '" + settings.clientId() + "'", e));
            case REFUSED_UNAVAILABLE ->
                Optional.of(new Failure(ExitStatus.UNREACHABLE, broker + " answers that it is unavailable", e));
            case REFUSED_LOGIN, REFUSED_RIGHTS ->
                Optional.of(new Failure(
                        ExitStatus.UNAUTHORISED,
                        broker + " refuses the connection: "
                                + (e.getReasonCode() == REFUSED_LOGIN ? "bad user name or password" : "not authorised")
                                + settings.credentials()
                                        .map(c -> " (user '" + c.user() + "')")
                                        .orElse(" (no user name was given; try -u and --pw-file)"),
                        e));
            default -> Optional.empty();
        };
    }

    private static Failure network(List<Throwable> chain, ConnectionSettings settings, Throwable thrown) {
        String target = settings.link().address().toString();
        String proxy = settings.link().proxy().map(p -> " through proxy " + p).orElse("");
        String where = "cannot connect to " + target + proxy + ": ";
        for (Throwable t : chain) {
            if (t instanceof UnknownHostException) {
                String host = settings.link().proxy().isPresent()
                        ? String.valueOf(t.getMessage())
                        : settings.link().address().host();
                return unreachable(where + "unknown host '" + host + "'", thrown);
            }
            if (t instanceof SSLException || t instanceof GeneralSecurityException) {
                return new Failure(
                        ExitStatus.TLS,
                        "TLS with " + target + " failed: " + tls(settings).words(thrown),
                        thrown);
            }
            if (t instanceof SocketTimeoutException) {
                return unreachable(noAnswer(target, settings), thrown);
            }
            if (t instanceof ConnectException) {
                return unreachable(where + lower(t.getMessage()) + "; is the broker running there?", thrown);
            }
            if (t instanceof SocketException && settings.link().address().transport() == Transport.UNIX) {
                return unreachable(where + lower(t.getMessage()) + "; is the broker running there?", thrown);
            }
            if (t instanceof NoRouteToHostException) {
                return unreachable(where + lower(t.getMessage()), thrown);
            }
            if (t instanceof FileNotFoundException || t instanceof FileSystemException) {
                return Failure.usage("cannot read " + t.getMessage());
            }
        }
        return broken(chain, settings, thrown);
    }

    private static Failure broken(List<Throwable> chain, ConnectionSettings settings, Throwable thrown) {
        Throwable root = chain.get(chain.size() - 1);
        String target = settings.link().address().toString();
        boolean encrypted = settings.link().address().transport().encrypted();
        if (encrypted && isReset(root)) {
            // It hung up before it read our first packet, as brokers do that reject a client certificate.
            return new Failure(
                    ExitStatus.TLS,
                    "TLS with " + target + " failed: " + tls(settings).hungUp(),
                    thrown);
        }
        if (root instanceof EOFException || isReset(root)) {
            String hint = settings.speaksFive()
                    ? "; does it speak MQTT 5 (try -V 311)" + (encrypted ? "?" : ", or expect TLS?")
                    : encrypted
                            ? ""
                            : settings.link().address().transport().webSocket()
                                    ? "; does it expect TLS, or MQTT without WebSocket?"
                                    : "; does it expect TLS?";
            return unreachable(target + " closed the connection without an answer" + hint, thrown);
        }
        if (root instanceof MqttException e) {
            return unreachable("connection to " + target + " failed: " + words(e), thrown);
        }
        return unreachable("connection to " + target + " failed: " + lower(root.getMessage()), thrown);
    }

    /** Hung up before reading what we sent, as a TLS port does when spoken to without TLS. */
    private static boolean isReset(Throwable root) {
        return root instanceof SocketException
                && String.valueOf(root.getMessage()).toLowerCase(Locale.ROOT).contains("reset");
    }

    /** The sentence for an established connection that broke. */
    public static Failure lost(Throwable thrown, ConnectionSettings settings) {
        List<Throwable> chain = chain(thrown);
        Optional<Failure> known = known(chain, settings);
        if (known.isPresent()) {
            return known.get();
        }
        Throwable root = chain.get(chain.size() - 1);
        String words = root instanceof MqttException e ? words(e) : lower(root.getMessage());
        return unreachable("lost the connection to " + settings.link().address() + ": " + words, thrown);
    }

    /** The same for the last of several that did not last; asks the user whether another client pushes this one out. */
    public static Failure pushedOut(Failure loss, ConnectionSettings settings) {
        return unreachable(
                loss.sentence() + ", again within moments (is another client using the identifier '"
                        + settings.clientId() + "'?)",
                loss.getCause());
    }

    /** The end of a run after a number of connections that broke within moments. */
    public static Failure hopeless(ShortLives.Verdict verdict, int times, Failure loss, ConnectionSettings settings) {
        String broker = "the broker at " + settings.link().address();
        String closed = broker + " closed the connection " + times + " times in a row, within moments; ";
        String sentence =
                switch (verdict) {
                    case TAKEN -> closed + "is another client using the identifier '" + settings.clientId() + "'?";
                    case MALFORMED -> loss.sentence() + " (" + times + " times in a row)";
                    case UNANSWERED ->
                        closed + "it never answered the subscription; is the user allowed to read there?";
                    case HOPELESS, TRY_AGAIN, ASK ->
                        loss.sentence() + ", " + times + " times in a row within moments; the broker's log may say why";
                };
        return unreachable(sentence, loss.getCause());
    }

    /**
     * The broker hung up so many times before it acknowledged anything.
     *
     * @param out publications that it did not acknowledge, oldest first
     */
    public static Failure poisoned(int times, List<Publication> out, ConnectionSettings settings) {
        int largest = out.stream().mapToInt(p -> p.payload().length).max().orElse(0);
        String oldest = out.isEmpty() ? "" : out.get(0).topic().text();
        return new Failure(
                ExitStatus.PARTIAL,
                "the broker at " + settings.link().address() + " closed the connection " + times
                        + " times before it acknowledged anything; does it refuse a message for its size (the largest"
                        + " has "
                        + largest + " bytes), its topic (the oldest goes to '" + oldest
                        + "') or the rights of the user?");
    }

    public static Failure noAnswerInTime(ConnectionSettings settings) {
        return unreachable(noAnswer(settings.link().address().toString(), settings), null);
    }

    private static String noAnswer(String target, ConnectionSettings settings) {
        return "no answer from " + target + " in " + Seconds.text(settings.connectTimeout());
    }

    private static Failure unreachable(String sentence, @Nullable Throwable cause) {
        return new Failure(ExitStatus.UNREACHABLE, sentence, cause);
    }

    private static TlsTrouble tls(ConnectionSettings settings) {
        return new TlsTrouble("--cafile", "--insecure", settings.link().tls().ownCertificate());
    }

    /** In our words: Paho's messages are just the names of its exceptions. */
    public static String words(MqttException e) {
        return switch (e.getReasonCode()) {
            case MqttException.REASON_CODE_CLIENT_TIMEOUT -> "the broker did not answer a ping in time";
            case MqttException.REASON_CODE_WRITE_TIMEOUT -> "nothing could be written for two keep-alive intervals";
            case MqttException.REASON_CODE_CONNECTION_LOST -> "the connection broke";
            case MqttException.REASON_CODE_MAX_INFLIGHT -> "too many messages are unacknowledged";
            case MqttException.REASON_CODE_NO_MESSAGE_IDS_AVAILABLE -> "all packet identifiers are taken";
            case MqttException.REASON_CODE_CLIENT_NOT_CONNECTED,
                    MqttException.REASON_CODE_CLIENT_DISCONNECTING,
                    MqttException.REASON_CODE_CLIENT_CLOSED -> "there is no connection";
            default -> "the client gave up (code " + e.getReasonCode() + ")";
        };
    }

    private static String lower(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "no reason was given";
        }
        String words = message.strip();
        boolean acronym = words.length() > 1 && Character.isUpperCase(words.charAt(1));
        return acronym ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}

package org.kafkamqtt.kafka;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Stop;

/**
 * The first contact with the brokers, by a plain socket and two tiny requests, in a millisecond where the client needs
 * seconds to say why it cannot.
 *
 * <p>Tells an unknown host, a port nobody listens on, silence, and a listener that speaks another security protocol.
 * Names and TLS are not judged here: the client itself says what is wrong with them.
 */
public final class Reachability {
    /** ApiVersions request (key 18) of version 0 with correlation 1 and no client id: every listener answers it first. */
    private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1};
    /** Metadata request (key 3) of version 1 for no topic: a listener that wants SASL hangs up instead. */
    private static final byte[] METADATA = {0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 2, -1, -1, 0, 0, 0, 0};

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final long BETWEEN_TRIES_MS = 100;
    /** No try is shorter, or the last one before the limit would call a refusal silence. */
    private static final int SHORTEST_TRY_MS = 300;

    private Reachability() {}

    /**
     * Waits until one of the brokers answers.
     *
     * @throws Failure status 4 after the connect timeout, or at once if no host name is known or another protocol is
     *     spoken
     */
    public static void check(KafkaSettings settings, Stop stop) {
        long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
        List<InetSocketAddress> addresses = resolved(settings.bootstrap());
        Optional<String> trouble = Optional.empty();
        do {
            for (InetSocketAddress address : addresses) {
                trouble = contact(address, settings, Math.max(SHORTEST_TRY_MS, remaining(deadline)));
                if (trouble.isEmpty()) {
                    return;
                }
            }
        } while (!waited(stop, deadline));
        throw unreachable(settings, trouble.orElse("stopped"));
    }

    private static Failure unreachable(KafkaSettings settings, String trouble) {
        Duration limit = settings.connectTimeout();
        return new Failure(
                ExitStatus.UNREACHABLE,
                "cannot reach " + settings.bootstrap() + " in " + seconds(limit) + ": " + trouble);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** True when there is no time or no wish left for another try. */
    private static boolean waited(Stop stop, long deadline) {
        try {
            long pause = Math.min(BETWEEN_TRIES_MS, remaining(deadline));
            return stop.await(pause, TimeUnit.MILLISECONDS) || deadline - System.nanoTime() <= 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static int remaining(long deadline) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    private static List<InetSocketAddress> resolved(String bootstrap) {
        List<InetSocketAddress> addresses =
                Stream.of(bootstrap.split(",")).flatMap(Reachability::addresses).toList();
        if (addresses.isEmpty()) {
            throw new Failure(
                    ExitStatus.UNREACHABLE, "cannot reach " + bootstrap + ": unknown host (check the name and DNS)");
        }
        return addresses;
    }

    private static Stream<InetSocketAddress> addresses(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^.*://", "");
        int port = port(server, server.substring(colon + 1));
        try {
            return Stream.of(InetAddress.getAllByName(host)).map(address -> new InetSocketAddress(address, port));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    private static int port(String server, String digits) {
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw Failure.usage("'" + server + "' has no port from 1 to 65535");
        }
        return port;
    }

    /** What stands in the way, or nothing; throws where another try is useless. */
    private static Optional<String> contact(InetSocketAddress address, KafkaSettings settings, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            return switch (settings.securityProtocol()) {
                case "PLAINTEXT" -> plaintext(socket, settings);
                case "SASL_PLAINTEXT" -> answers(socket, API_VERSIONS) ? Optional.empty() : wrongProtocol(settings);
                default -> Optional.empty();
            };
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer (is this a Kafka listener?)");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).replaceFirst(" \\(Connection .*", ""));
        }
    }

    private static Optional<String> plaintext(Socket socket, KafkaSettings settings) throws IOException {
        return answers(socket, API_VERSIONS) && answers(socket, METADATA) ? Optional.empty() : wrongProtocol(settings);
    }

    private static Optional<String> wrongProtocol(KafkaSettings settings) {
        throw new Failure(
                ExitStatus.UNREACHABLE,
                settings.bootstrap() + " hung up on a " + settings.securityProtocol()
                        + " client: the listener wants SASL or TLS, or is no Kafka"
                        + " (see --sasl-mechanism, --username and --tls)");
    }

    /** Whether a request gets an answer in Kafka's framing; false if the other side hangs up or speaks otherwise. */
    private static boolean answers(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            int size = in.readInt();
            if (size < 4 || size > LARGEST_ANSWER) {
                return false;
            }
            byte[] answer = in.readNBytes(size);
            return answer.length == size
                    && ByteBuffer.wrap(answer).getInt()
                            == ByteBuffer.wrap(request).getInt(8);
        } catch (EOFException e) {
            return false;
        } catch (java.net.SocketException e) {
            return false;
        }
    }
}

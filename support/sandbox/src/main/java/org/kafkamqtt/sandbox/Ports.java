package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Ports on this machine's loopback address.
 *
 * <p>Free ones are below those that Linux, macOS and Windows give to outgoing connections (from 32768 and from 49152):
 * otherwise a client that tries a stopped broker again and again may be given the broker's own port, connect to itself,
 * and keep the broker from coming back.
 */
final class Ports {
    static final int FIRST_FREE = 20_000;
    static final int LAST_FREE = 32_767;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * The port itself if nobody listens there, or a free one for 0, never the same twice.
     *
     * @throws Failure status 4 if it cannot be had, with the option that chooses another
     */
    static int claim(int port, String option) {
        return port == 0 ? free() : checked(port, option);
    }

    private static int checked(int port, String option) {
        Optional<IOException> trouble = trouble(port);
        if (trouble.isPresent()) {
            throw refused(port, option, trouble.get());
        }
        return port;
    }

    private static Failure refused(int port, String option, IOException why) {
        String another = option + " chooses another (0: any free one)";
        String sentence = String.valueOf(why.getMessage()).contains("ermission")
                ? "port " + port + " on localhost is not for this user; " + another
                : "port " + port + " on localhost is taken; 'ss -ltnp sport = :" + port + "' or 'lsof -i :" + port
                        + "' tells by whom, " + another;
        return new Failure(ExitStatus.UNREACHABLE, sentence, why);
    }

    private static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE + 1);
            if (GIVEN.add(port) && trouble(port).isEmpty()) {
                return port;
            }
        }
        throw new Failure(
                ExitStatus.UNREACHABLE, "no free port on localhost between " + FIRST_FREE + " and " + LAST_FREE);
    }

    private static Optional<IOException> trouble(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}

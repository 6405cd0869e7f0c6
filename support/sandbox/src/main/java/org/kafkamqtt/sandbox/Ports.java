package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** Ports on this machine's loopback address: one that the user chose, or one of the {@link FreePorts}. */
final class Ports {
    private Ports() {}

    /**
     * The port itself if nobody listens there, or a free one for 0, never the same twice.
     *
     * @throws Failure status 4 if it cannot be used, with the option that chooses another
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
                ? "port " + port + " on localhost may not be used by this user; " + another
                : "port " + port + " on localhost is taken; 'ss -ltnp sport = :" + port + "' or 'lsof -i :" + port
                        + "' shows by whom, " + another;
        return new Failure(ExitStatus.UNREACHABLE, sentence, why);
    }

    private static int free() {
        return FreePorts.find()
                .orElseThrow(() -> new Failure(
                        ExitStatus.UNREACHABLE,
                        "no free port on localhost between " + FreePorts.FIRST + " and " + FreePorts.LAST));
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

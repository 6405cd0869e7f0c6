package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

/** Ports on this machine's loopback address. */
final class Ports {
    private Ports() {}

    /**
     * The port itself if nobody listens there, or a free one for 0.
     *
     * @throws Failure status 4 if somebody does, with the option that chooses another
     */
    static int claim(int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Failure(
                    ExitStatus.UNREACHABLE,
                    "port " + port + " on localhost is taken; 'ss -ltnp sport = :" + port + "' or 'lsof -i :" + port
                            + "' tells by whom, " + option + " chooses another (0: any free one)",
                    e);
        }
    }
}

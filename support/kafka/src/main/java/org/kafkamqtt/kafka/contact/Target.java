package org.kafkamqtt.kafka.contact;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One address of one broker.
 *
 * @param server as the user wrote it, with a port
 * @param host the name alone
 * @param address one of those that the name stands for
 */
record Target(String server, String host, InetSocketAddress address) {
    /** All addresses of all brokers in order; none for unknown hosts. */
    static List<Target> of(String bootstrap) {
        return Stream.of(bootstrap.split(",")).flatMap(Target::ofServer).toList();
    }

    private static Stream<Target> ofServer(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
        int port = Integer.parseInt(server.substring(colon + 1));
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .map(address -> new Target(server, host, new InetSocketAddress(address, port)));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    /** A connection whose steps take no longer than this. */
    Socket connect(int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }
}

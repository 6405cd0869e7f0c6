package org.kafkamqtt.mqtt.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Optional;
import org.kafkamqtt.mqtt.link.BrokerAddress.Transport;

/** Opens links. */
public final class Dialer {
    private Dialer() {}

    /**
     * Opens a link, layer by layer: socket, proxy, TLS, WebSocket.
     *
     * @throws IOException of the layer that failed; then nothing is left open
     */
    public static Link dial(LinkSettings settings) throws IOException {
        BrokerAddress address = settings.address();
        if (address.transport() == Transport.UNIX) {
            return UnixLink.to(address.path());
        }
        Socket socket = connected(settings);
        try {
            socket.setSoTimeout(millis(settings));
            if (settings.proxy().isPresent()) {
                ProxyHandshake.through(socket, settings.proxy().get(), address);
            }
            if (address.transport().encrypted()) {
                socket = TlsLayer.over(socket, address, settings.tls());
            }
            Link link = new Link(socket.getInputStream(), socket.getOutputStream(), socket);
            if (address.transport().webSocket()) {
                link = WebSocketLink.over(link, address, settings.headers());
            }
            socket.setSoTimeout(0);
            return link;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket connected(LinkSettings settings) throws IOException {
        Optional<ProxyAddress> proxy = settings.proxy();
        String host = proxy.map(ProxyAddress::host).orElse(settings.address().host());
        int port = proxy.map(ProxyAddress::port).orElse(settings.address().port());
        IOException last = null;
        // A name may have several addresses (localhost has two): each is tried.
        for (InetAddress candidate : InetAddress.getAllByName(host)) {
            try {
                return connected(settings, new InetSocketAddress(candidate, port));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last == null ? new IOException("no address for " + host) : last;
    }

    private static Socket connected(LinkSettings settings, InetSocketAddress target) throws IOException {
        // Without Java's own proxy settings: ours are given explicitly.
        Socket socket = new Socket(java.net.Proxy.NO_PROXY);
        try {
            if (settings.bindAddress().isPresent()) {
                socket.bind(new InetSocketAddress(settings.bindAddress().get(), 0));
            }
            socket.setTcpNoDelay(true);
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            socket.connect(target, millis(settings));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static int millis(LinkSettings settings) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, settings.timeout().toMillis()));
    }
}

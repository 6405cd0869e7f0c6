package org.kafkamqtt.mqtt.link;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks a proxy to pass bytes on to the broker: SOCKS 5 (RFC 1928, RFC 1929) or HTTP CONNECT. */
final class ProxyHandshake {
    private static final String[] SOCKS_REPLIES = {
        "",
        "general failure",
        "not allowed by its rules",
        "network unreachable",
        "host unreachable",
        "connection refused",
        "time to live expired",
        "command not supported",
        "address type not supported"
    };

    private ProxyHandshake() {}

    static void through(Socket socket, ProxyAddress proxy, BrokerAddress broker) throws IOException {
        switch (proxy.kind()) {
            case HTTP -> http(socket, proxy, broker);
            case SOCKS5, SOCKS5H -> socks(socket, proxy, broker);
        }
    }

    private static void http(Socket socket, ProxyAddress proxy, BrokerAddress broker) throws IOException {
        String target = broker.hostInUrl() + ":" + broker.port();
        StringBuilder request = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        proxy.user().ifPresent(user -> {
            String login = user + ":" + proxy.password().orElse("");
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        });
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        String status = HttpHead.read(socket.getInputStream()).statusLine();
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
            throw new IOException("the proxy " + proxy + " answered: " + status);
        }
    }

    private static void socks(Socket socket, ProxyAddress proxy, BrokerAddress broker) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean login = proxy.user().isPresent();
        socket.getOutputStream().write(login ? new byte[] {5, 2, 0, 2} : new byte[] {5, 1, 0});
        if (in.readUnsignedByte() != 5) {
            throw new IOException(proxy + " is not a SOCKS 5 proxy");
        }
        int method = in.readUnsignedByte();
        if (method == 2 && login) {
            authenticate(socket, in, proxy);
        } else if (method != 0) {
            throw new IOException("the proxy " + proxy + " requires a user name and password");
        }
        socket.getOutputStream().write(request(proxy, broker));
        in.readUnsignedByte();
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw new IOException("the proxy " + proxy + " answered: "
                    + (reply < SOCKS_REPLIES.length ? SOCKS_REPLIES[reply] : "error " + reply));
        }
        skipAddress(in);
    }

    private static void authenticate(Socket socket, DataInputStream in, ProxyAddress proxy) throws IOException {
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        shortString(login, proxy.user().orElse(""));
        shortString(login, proxy.password().orElse(""));
        socket.getOutputStream().write(login.toByteArray());
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw new IOException("the proxy " + proxy + " refused the user name or password");
        }
    }

    private static byte[] request(ProxyAddress proxy, BrokerAddress broker) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {5, 1, 0});
        if (proxy.kind() == ProxyAddress.Kind.SOCKS5) {
            byte[] address = InetAddress.getByName(broker.host()).getAddress();
            request.write(address.length == 4 ? 1 : 4);
            request.writeBytes(address);
        } else {
            request.write(3);
            shortString(request, broker.host());
        }
        request.write(broker.port() >> 8);
        request.write(broker.port());
        return request.toByteArray();
    }

    private static void shortString(ByteArrayOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IOException("SOCKS 5 names have at most 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void skipAddress(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length =
                switch (in.readUnsignedByte()) {
                    case 1 -> 4;
                    case 4 -> 16;
                    default -> in.readUnsignedByte();
                };
        ((InputStream) in).skipNBytes(length + 2L);
    }
}

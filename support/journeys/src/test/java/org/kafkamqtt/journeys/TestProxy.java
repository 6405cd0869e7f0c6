package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that speaks SOCKS 5 and HTTP CONNECT, knows every host name as localhost, and writes down what it was asked for. */
final class TestProxy implements AutoCloseable {
    private static final int SOCKS = 5;
    private static final int BY_NAME = 3;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;

    private final ServerSocket server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Optional<String> login;

    private TestProxy(Optional<String> login) throws IOException {
        this.login = login;
        daemon(() -> {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client));
            }
        });
    }

    static TestProxy open() throws IOException {
        return new TestProxy(Optional.empty());
    }

    /** One that wants {@code user:password}. */
    static TestProxy guarded(String login) throws IOException {
        return new TestProxy(Optional.of(login));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the other side has gone
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@code host:port} of each connection, as it was asked for. */
    List<String> asked() {
        return asked;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            int first = in.readUnsignedByte();
            if (first == SOCKS) {
                socks(client, in);
            } else {
                http(client, in, (char) first);
            }
        }
    }

    private void socks(Socket client, DataInputStream in) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int method = login.isPresent() ? LOGIN : NO_LOGIN;
        if (new String(methods, UTF_8).indexOf(method) < 0) {
            out.write(new byte[] {SOCKS, (byte) 0xff});
            return;
        }
        out.write(new byte[] {SOCKS, (byte) method});
        if (login.isPresent()) {
            in.readUnsignedByte();
            String given = text(in) + ":" + text(in);
            boolean right = given.equals(login.get());
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return;
            }
        }
        in.readNBytes(3);
        String host = in.readUnsignedByte() == BY_NAME
                ? text(in)
                : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        int port = in.readUnsignedShort();
        asked.add(host + ":" + port);
        try (Socket broker = new Socket(InetAddress.getLoopbackAddress(), port)) {
            out.write(new byte[] {SOCKS, 0, 0, 1, 127, 0, 0, 1, 0, 0});
            pass(client, in, broker);
        } catch (java.net.ConnectException e) {
            out.write(new byte[] {SOCKS, 5, 0, 1, 0, 0, 0, 0, 0, 0});
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
    }

    private void http(Socket client, DataInputStream in, char first) throws IOException {
        OutputStream out = client.getOutputStream();
        StringBuilder head = new StringBuilder().append(first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String wanted = "Proxy-Authorization: Basic "
                + login.map(l -> Base64.getEncoder().encodeToString(l.getBytes(UTF_8)))
                        .orElse("");
        if (login.isPresent() && head.indexOf(wanted) < 0) {
            out.write("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".getBytes(UTF_8));
            return;
        }
        String target = head.substring("CONNECT ".length(), head.indexOf(" HTTP/1.1"));
        asked.add(target);
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        try (Socket broker = new Socket(InetAddress.getLoopbackAddress(), port)) {
            out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(UTF_8));
            pass(client, in, broker);
        } catch (java.net.ConnectException e) {
            out.write("HTTP/1.1 502 Bad Gateway\r\n\r\n".getBytes(UTF_8));
        }
    }

    private static void pass(Socket client, DataInputStream in, Socket broker) throws IOException {
        daemon(() -> {
            try (client) {
                broker.getInputStream().transferTo(client.getOutputStream());
            }
        });
        in.transferTo(broker.getOutputStream());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

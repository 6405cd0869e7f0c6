package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on to a port, and cuts each connection after so many of them, up to so many times. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts;
    private final int target;
    private final long bytes;

    CuttingProxy(int target, long bytes, int cuts) throws IOException {
        this.target = target;
        this.bytes = bytes;
        this.cuts = new AtomicInteger(cuts);
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int cutsLeft() {
        return cuts.get();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(broker);
                daemon(() -> pass(client, broker, true));
                daemon(() -> pass(broker, client, false));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void pass(Socket from, Socket to, boolean cutting) {
        byte[] buffer = new byte[1000];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                passed += count;
                if (cutting && passed > bytes && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // cut by the other direction
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // closed already
        }
    }
}

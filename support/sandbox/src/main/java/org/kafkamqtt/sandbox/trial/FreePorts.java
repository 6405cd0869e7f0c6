package org.kafkamqtt.sandbox.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine's loopback address where nobody listens, never the same twice. Thread-safe.
 *
 * <p>They are below those that Linux, macOS and Windows assign to outgoing connections (from 32768 and from 49152):
 * otherwise a client that tries a stopped broker again and again may be assigned the broker's own port, connect to itself,
 * and keep the broker from coming back.
 */
public final class FreePorts {
    public static final int FIRST = 20_000;
    public static final int LAST = 32_767;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** Another one; fails if there is none. */
    public static int next() {
        return find().orElseThrow(() -> new IllegalStateException("no free port from " + FIRST + " to " + LAST));
    }

    /** Another one, if there is one. */
    public static OptionalInt find() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (GIVEN.add(port) && isFree(port)) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

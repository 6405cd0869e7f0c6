package org.kafkamqtt.mqtt.broker.trial;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * A client that sends the bytes it is told to, and hears whole packets. It blocks until they come, for so many seconds at most.
 *
 * <p>Not thread-safe, but one thread may send while another one hears.
 */
public final class RawClient implements Line {
    /** Milliseconds in which a broker has to answer. */
    public static final int LIMIT_MS = Integer.getInteger("trial.limit", 10_000);

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            // What the broker said before it closed is still to be heard.
            return;
        }
    }

    /** Waits as long as this for the next packets, instead of {@link #LIMIT_MS}. */
    public void limit(int milliseconds) {
        try {
            socket.setSoTimeout(milliseconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Heard hear() {
        try {
            int first = in.read();
            if (first < 0) {
                return new Heard.Closed();
            }
            return new Heard.Bytes(rest(first));
        } catch (SocketTimeoutException e) {
            return new Heard.Silence();
        } catch (IOException e) {
            // A reset: the broker closed while something was under way to it.
            return new Heard.Closed();
        }
    }

    private byte[] rest(int first) throws IOException {
        byte[] header = new byte[5];
        header[0] = (byte) first;
        int length = 0;
        int size = 1;
        do {
            if (size == header.length) {
                throw new EOFException("the broker sent a remaining length of more than 4 bytes");
            }
            header[size] = in.readByte();
            length |= (header[size] & 0x7F) << 7 * (size - 1);
        } while (header[size++] < 0);
        byte[] packet = Arrays.copyOf(header, size + length);
        in.readFully(packet, size, length);
        return packet;
    }

    /** Closes as a broken network does: without DISCONNECT. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.kafkamqtt.kafka.contact;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** One of the first two requests of a client without a login, and whether a listener answers it. Immutable. */
final class Greeting {
    /** ApiVersions request (key 18) of version 0 with correlation 1 and no client id: every listener answers it first. */
    static final Greeting API_VERSIONS = new Greeting(0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1);

    /** Metadata request (key 3) of version 1 for no topic: a listener that wants SASL hangs up instead. */
    static final Greeting METADATA = new Greeting(0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 2, -1, -1, 0, 0, 0, 0);

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int CORRELATION = 8;

    private final byte[] request;

    private Greeting(int... octets) {
        request = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            request[i] = (byte) octets[i];
        }
    }

    /**
     * Sends it: true for an answer in Kafka's framing, false if the other side hangs up or speaks another protocol.
     *
     * @throws IOException if there is silence, or a TLS error explains why there is no answer
     */
    boolean askOn(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(request);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            if (size < 4 || size > LARGEST_ANSWER) {
                return false;
            }
            byte[] answer = in.readNBytes(size);
            return answer.length == size
                    && ByteBuffer.wrap(answer).getInt()
                            == ByteBuffer.wrap(request).getInt(CORRELATION);
        } catch (EOFException | SocketException e) {
            return false;
        }
    }
}

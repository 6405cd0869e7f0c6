package org.kafkamqtt.mqtt.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A WebSocket (RFC 6455) as a stream of bytes: MQTT in binary messages, pings answered, fragments joined.
 *
 * <p>Not the JDK's client: that one supports neither SOCKS proxies nor host names with an underscore nor our TLS settings.
 * One thread reads and another writes; whole frames go out under a lock.
 */
final class WebSocketLink {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int NORMAL = 1000;

    private final DataInputStream in;
    private final OutputStream out;
    /** Masks need not be secret here, only unpredictable to the author of the payload (section 10.3). */
    private final SplittableRandom masks = new SplittableRandom(new SecureRandom().nextLong());

    private WebSocketLink(Link link) {
        in = new DataInputStream(new BufferedInputStream(link.in()));
        out = link.out();
    }

    /** Shakes hands over the link; asks for the subprotocol {@code mqtt}. */
    static Link over(Link link, BrokerAddress address, List<Map.Entry<String, String>> headers) throws IOException {
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        boolean usualPort = address.port() == address.transport().defaultPort();
        StringBuilder request = new StringBuilder("GET " + address.path() + " HTTP/1.1\r\nHost: " + address.hostInUrl()
                + (usualPort ? "" : ":" + address.port())
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n");
        headers.forEach(h ->
                request.append(h.getKey()).append(": ").append(h.getValue()).append("\r\n"));
        link.out().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        HttpHead answer = HttpHead.read(link.in());
        if (!answer.statusLine().matches("HTTP/1\\.1 101.*")) {
            throw new IOException("no WebSocket there: the answer is '" + answer.statusLine() + "'");
        }
        if (!accepted(key).equals(answer.headers().get("sec-websocket-accept"))) {
            throw new IOException("no WebSocket there: the answer does not match the request");
        }
        WebSocketLink socket = new WebSocketLink(link);
        return new Link(socket.new In(), socket.new Out(), link.closer());
    }

    static String accepted(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One whole frame, in one write, so that frames of two threads do not mix. */
    private void send(int opcode, byte[] bytes, int offset, int length) throws IOException {
        int lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
        byte[] frame = new byte[2 + lengthBytes + 4 + length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | (lengthBytes == 0 ? length : lengthBytes == 2 ? 126 : 127));
        for (int i = 0; i < lengthBytes; i++) {
            frame[1 + lengthBytes - i] = i < 4 ? (byte) (length >>> 8 * i) : 0;
        }
        int at = 2 + lengthBytes;
        int mask;
        synchronized (this) {
            mask = masks.nextInt();
            for (int i = 0; i < 4; i++) {
                frame[at + i] = (byte) (mask >>> 8 * i);
            }
            for (int i = 0; i < length; i++) {
                frame[at + 4 + i] = (byte) (bytes[offset + i] ^ mask >>> 8 * (i & 3));
            }
            out.write(frame);
            out.flush();
        }
    }

    /** The payload of the binary messages. Not thread-safe; the reading thread owns it. */
    private final class In extends InputStream {
        private long left;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (left == 0) {
                if (!nextFrame()) {
                    return -1;
                }
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the WebSocket broke off inside a frame");
            }
            left -= count;
            return count;
        }

        /** Reads the head of the next frame, and all of it if it is a control frame; false at a close. */
        private boolean nextFrame() throws IOException {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            int second = in.readUnsignedByte();
            long length = second & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            if ((first & 0x70) != 0 || (second & 0x80) != 0 || length < 0) {
                throw new IOException("the broker sent a WebSocket frame that is not allowed");
            }
            switch (first & 0x0f) {
                case CONTINUATION, BINARY, TEXT -> left = length;
                case PING -> send(PONG, control(length), 0, (int) length);
                case PONG -> control(length);
                case CLOSE -> {
                    return closed(control(length));
                }
                default -> throw new IOException("the broker sent a WebSocket frame of unknown kind");
            }
            return true;
        }

        private byte[] control(long length) throws IOException {
            if (length > 125) {
                throw new IOException("the broker sent a WebSocket control frame that is too long");
            }
            byte[] content = new byte[(int) length];
            in.readFully(content);
            return content;
        }

        private boolean closed(byte[] content) throws IOException {
            send(CLOSE, content, 0, Math.min(2, content.length));
            int code = content.length < 2 ? NORMAL : (content[0] & 0xff) << 8 | content[1] & 0xff;
            if (code == NORMAL) {
                return false;
            }
            throw new IOException("the broker closed the WebSocket with code " + code);
        }
    }

    /** Each write is one binary message. */
    private final class Out extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            send(BINARY, bytes, offset, length);
        }
    }
}

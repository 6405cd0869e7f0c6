package org.kafkamqtt.mqtt.link;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of an HTTP/1.1 answer before its body.
 *
 * @param statusLine such as {@code HTTP/1.1 101 Switching Protocols}
 * @param headers by lower-case name, the last of each
 */
record HttpHead(String statusLine, Map<String, String> headers) {
    private static final int LIMIT = 64 * 1024;

    /** Reads up to the empty line, and not a byte further. */
    static HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while ((last & 0xffff) != 0x0a0a) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed before the end of the HTTP answer");
            }
            if (next != '\r') {
                last = last << 8 | next;
                head.write(next);
            }
            if (head.size() > LIMIT) {
                throw new IOException("the HTTP answer is too long");
            }
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new HttpHead(lines.isEmpty() ? "" : lines.get(0), headers);
    }
}

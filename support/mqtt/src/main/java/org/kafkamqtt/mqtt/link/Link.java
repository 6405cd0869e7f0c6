package org.kafkamqtt.mqtt.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An open two-way stream of bytes.
 *
 * @param in unbuffered
 * @param out unbuffered: what is written is sent at once
 * @param closer closes both, from any thread
 */
public record Link(InputStream in, OutputStream out, Closeable closer) implements Closeable {
    @Override
    public void close() throws IOException {
        closer.close();
    }
}

package org.kafkamqtt.console.stream;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many bytes of standard output wait in a pipe, written and not yet read at its other end.
 *
 * <p>Linux only: {@code /proc/self/fd/1} opens the same pipe for reading, and the stream's {@code available()} asks the
 * kernel (FIONREAD). The pipe is opened only for the moment of asking, so that a reader who leaves is still noticed.
 */
public interface PipeGauge {
    /** Bytes that wait. */
    long unread() throws IOException;

    /** Whether any process may still read them; expensive. */
    boolean hasReader();

    /** Whether standard output of this process is a pipe that can be asked. */
    static boolean ofStandardOutput() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The gauge of this process's standard output. */
    static PipeGauge standardOutput() {
        return new PipeGauge() {
            @Override
            public long unread() throws IOException {
                try (FileInputStream pipe = new FileInputStream("/proc/self/fd/1")) {
                    return pipe.available();
                }
            }

            @Override
            public boolean hasReader() {
                return PipeReaders.anyOfStandardOutput();
            }
        };
    }
}

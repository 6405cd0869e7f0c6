package org.kafkamqtt.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that tells the truth: unbuffered, a closed reader is a {@link ClosedPipe}, any other trouble a
 * {@link Failure} with status 7.
 *
 * <p>{@link System#out} hides write errors behind {@code checkError()}; data must not go through it.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream target;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            target.flush();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private static IOException explained(IOException e) {
        if (e instanceof ClosedPipe) {
            return e;
        }
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("broken pipe") || words.contains("pipe is being closed") || words.contains("pipe closed")) {
            return new ClosedPipe(e);
        }
        throw Failure.cannot("write", "standard output", e);
    }
}

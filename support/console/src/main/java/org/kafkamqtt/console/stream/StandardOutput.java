package org.kafkamqtt.console.stream;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.Failure;

/**
 * Standard output that hides no failure: unbuffered, a closed reader is a {@link ClosedPipe}, anything else a
 * {@link Failure} with status 7.
 *
 * <p>Where possible, a write is done completely or not at all: in a file, what a full disk took in part is cut off.
 * {@link System#out} hides write errors behind {@code checkError()}; data must not go through it.
 * Not thread-safe; the writing thread owns it.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream target;
    private final Supplier<Optional<OutputFile>> found;
    private final boolean ofProcess;
    private Optional<OutputFile> file = Optional.empty();
    /** The file is looked for when the first byte is written. */
    private boolean looked;

    /**
     * That of this process.
     *
     * @param shared the way to it, where it is shared with others
     */
    public static StandardOutput ofProcess(UnaryOperator<OutputStream> shared) {
        return new StandardOutput(
                shared.apply(new FileOutputStream(FileDescriptor.out)), OutputFile::ofStandardOutput, true);
    }

    /** The same, whose blocked write ends when the writing thread is interrupted. */
    public static StandardOutput interruptible(UnaryOperator<OutputStream> shared) {
        return new StandardOutput(shared.apply(new InterruptibleOutput()), OutputFile::ofStandardOutput, true);
    }

    public StandardOutput(OutputStream target) {
        this(target, Optional::empty);
    }

    /** @param found the file of the target, if it is one */
    StandardOutput(OutputStream target, Supplier<Optional<OutputFile>> found) {
        this(target, found, false);
    }

    private StandardOutput(OutputStream target, Supplier<Optional<OutputFile>> found, boolean ofProcess) {
        this.target = target;
        this.found = found;
        this.ofProcess = ofProcess;
    }

    /** Whether it goes where this process's standard output goes. */
    public boolean isOfProcess() {
        return ofProcess;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long place = place();
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            cutOff(place, bytes, offset, length);
            throw explained(e);
        }
    }

    private long place() throws IOException {
        if (!looked) {
            looked = true;
            file = found.get();
        }
        return file.isPresent() ? file.get().end() : 0;
    }

    /** What a full disk took of a write would be glued to what the next run appends. */
    private void cutOff(long place, byte[] bytes, int offset, int length) throws IOException {
        if (file.isPresent()) {
            file.get().cutOff(place, Arrays.copyOfRange(bytes, offset, offset + length), length, length);
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

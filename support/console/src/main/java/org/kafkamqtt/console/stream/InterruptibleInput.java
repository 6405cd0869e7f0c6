package org.kafkamqtt.console.stream;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import org.kafkamqtt.console.failure.Reason;

/**
 * A file or pipe whose blocked read ends when the reading thread is interrupted; the reader sees the end of the stream.
 *
 * <p>A plain {@link FileInputStream} sleeps through interrupts, so that Ctrl-C would wait for the next line. Not thread-safe; the reading
 * thread owns it.
 */
public final class InterruptibleInput extends InputStream {
    /** The largest read: its bytes pass through memory outside the heap. */
    private static final int PIECE = 1024 * 1024;

    private final FileInputStream file;
    private final FileChannel channel;
    private final String name;

    private InterruptibleInput(FileInputStream file, String name) {
        this.file = file;
        this.channel = file.getChannel();
        this.name = name;
    }

    /** The same stream, interruptible if it is a file's. */
    public static InputStream of(InputStream in) {
        return of(in, "the input");
    }

    /** The same with a name, for failures. */
    public static InputStream of(InputStream in, String name) {
        return in instanceof FileInputStream file ? new InterruptibleInput(file, name) : in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return channel.read(ByteBuffer.wrap(bytes, offset, Math.min(length, PIECE)));
        } catch (ClosedByInterruptException e) {
            return -1;
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(name, null, Reason.of(e));
            named.initCause(e);
            throw named;
        }
    }

    /** Sets the position in a file; a pipe has none, so it is read. */
    @Override
    public long skip(long wanted) throws IOException {
        long size = channel.size();
        long left = size == 0 ? 0 : size - channel.position();
        long step = Math.min(wanted, left);
        if (step <= 0) {
            return super.skip(wanted);
        }
        channel.position(channel.position() + step);
        return step;
    }

    /** Bytes that have arrived, or are left in a file. */
    @Override
    public int available() throws IOException {
        return file.available();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

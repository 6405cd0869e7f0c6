package org.kafkamqtt.console.stream;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard output whose blocked write ends with {@link java.nio.channels.ClosedByInterruptException} when the writing thread is
 * interrupted, after which it is closed.
 *
 * <p>A plain {@link FileOutputStream} sleeps through interrupts while nobody reads the other end of its pipe.
 */
final class InterruptibleOutput extends OutputStream {
    /** The largest write: its bytes are copied out of the heap first. */
    private static final int PIECE = 256 * 1024;

    private final FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; ) {
            at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(PIECE, offset + length - at)));
        }
    }
}

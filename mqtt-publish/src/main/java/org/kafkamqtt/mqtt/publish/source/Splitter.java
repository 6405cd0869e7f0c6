package org.kafkamqtt.mqtt.publish.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.DelimitedInput;

/** Cuts one input into pieces. Not thread-safe; the publishing thread owns it. */
public interface Splitter {
    /** The next piece, copied; empty at the end. */
    Optional<byte[]> next() throws IOException;

    /** Whether the last piece has its end; one without may be cut off. */
    boolean whole();

    /** Bytes of the input up to the end of the last piece. */
    long consumed();

    /** At a delimiter. */
    static Splitter at(byte[] delimiter, InputStream in) {
        DelimitedInput pieces = new DelimitedInput(in, delimiter);
        return new Splitter() {
            @Override
            public Optional<byte[]> next() throws IOException {
                return pieces.next() ? Optional.of(pieces.piece()) : Optional.empty();
            }

            @Override
            public boolean whole() {
                return pieces.delimited();
            }

            @Override
            public long consumed() {
                return pieces.consumed();
            }
        };
    }

    /** By a length before each piece, in four bytes, big-endian. */
    static Splitter byLength(InputStream stream) {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 64 * 1024));
        return new Splitter() {
            private long consumed;

            @Override
            public Optional<byte[]> next() throws IOException {
                in.mark(1);
                if (in.read() < 0) {
                    return Optional.empty();
                }
                in.reset();
                try {
                    int length = in.readInt();
                    if (length < 0 || length > Draft.LARGEST_PACKET) {
                        throw new Failure(
                                ExitStatus.INPUT_OUTPUT,
                                "the length at byte " + consumed + " of the input is out of range: "
                                        + Integer.toUnsignedString(length));
                    }
                    byte[] piece = in.readNBytes(length);
                    if (piece.length < length) {
                        throw new EOFException();
                    }
                    consumed += 4L + length;
                    return Optional.of(piece);
                } catch (EOFException e) {
                    throw new Failure(
                            ExitStatus.INPUT_OUTPUT, "the input ends within the piece at byte " + consumed, e);
                }
            }

            @Override
            public boolean whole() {
                return true;
            }

            @Override
            public long consumed() {
                return consumed;
            }
        };
    }
}

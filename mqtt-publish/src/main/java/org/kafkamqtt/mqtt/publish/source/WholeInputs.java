package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Memory;

/** Each input is one message. Not thread-safe; the publishing thread owns it. */
final class WholeInputs implements Source {
    private static final int PIECE = 64 * 1024;

    private final Inputs inputs;
    private final PayloadCode code;
    private boolean first = true;
    /** Bytes of the input read so far, for the message about one that does not fit. */
    private int read;

    private long number;

    WholeInputs(Inputs inputs, PayloadCode code) {
        this.inputs = inputs;
        this.code = code;
    }

    @Override
    public Optional<Draft> next() throws IOException, BadMessage {
        if (!inputs.more()) {
            if (first) {
                throw new Failure(ExitStatus.INPUT_OUTPUT, "there is no file in the folder");
            }
            return Optional.empty();
        }
        first = false;
        number++;
        InputStream in = inputs.open();
        long size = inputs.size();
        try {
            byte[] bytes = size > Draft.LARGEST_PACKET ? new byte[0] : whole(in, (int) size);
            if (size > Draft.LARGEST_PACKET || bytes.length > Draft.LARGEST_PACKET) {
                throw new BadMessage("is larger than MQTT allows (256 MB)");
            }
            return Thread.currentThread().isInterrupted()
                    ? Optional.empty()
                    : Optional.of(Draft.of(code.payload(bytes)));
        } catch (OutOfMemoryError e) {
            throw new BadMessage(Memory.doesNotFit(Math.max(size, read)));
        }
    }

    /** All bytes, or one more than MQTT allows; read into one array if the size is known. */
    private byte[] whole(InputStream in, int size) throws IOException {
        byte[] bytes = new byte[size == 0 ? PIECE : size];
        read = 0;
        while (read <= Draft.LARGEST_PACKET) {
            if (read == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return bytes;
                }
                bytes = Arrays.copyOf(bytes, Math.min(Draft.LARGEST_PACKET + 1, Math.max(PIECE, read * 2)));
                bytes[read++] = (byte) next;
            } else {
                int count = in.read(bytes, read, bytes.length - read);
                if (count < 0) {
                    return Arrays.copyOf(bytes, read);
                }
                read += count;
            }
        }
        return bytes;
    }

    @Override
    public Place place() {
        return new Place(inputs.name(), "", number, 0);
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}

package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Memory;

/**
 * The messages in the pieces of one or more inputs.
 *
 * <p>If their writer keeps them until they are settled, a last piece without an end is refused, since it may be cut
 * off. Not thread-safe; the publishing thread owns it.
 */
final class Pieces implements Source {
    private final Messages.InPieces wanted;
    private final Inputs inputs;
    private final InputWriter writer;
    private final PieceParser parser;
    private @Nullable Splitter splitter;
    private byte @Nullable [] last;
    private long number;
    private long startOffset;

    Pieces(Messages.InPieces wanted, Inputs inputs, InputWriter writer) {
        this.wanted = wanted;
        this.inputs = inputs;
        this.writer = writer;
        this.parser = wanted.parser().get();
    }

    /** Continues in the first input after what was read before. */
    void resume(Mark mark) throws IOException {
        InputStream in = inputs.open();
        if (in.skip(mark.offset()) < mark.offset()) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT, "the input is shorter than when it was last read: has it been replaced?");
        }
        splitter = wanted.cutting().apply(in);
        startOffset = mark.offset();
        number = mark.number();
    }

    @Override
    public Optional<Draft> next() throws IOException, BadMessage {
        while (true) {
            Optional<byte[]> piece = splitter == null ? Optional.empty() : piece(splitter);
            if (piece.isEmpty()) {
                if (!inputs.more()) {
                    return Optional.empty();
                }
                splitter = wanted.cutting().apply(inputs.open());
                number = 0;
                startOffset = 0;
                continue;
            }
            number++;
            if (writer.keepsLines()) {
                checkWhole(piece.get());
            }
            if (!wanted.skipEmpty() || piece.get().length > 0) {
                return Optional.of(parse(piece.get()));
            }
            writer.settle(number);
        }
    }

    private void checkWhole(byte[] piece) throws BadMessage {
        boolean whole = splitter != null && splitter.whole();
        last = whole ? piece : null;
        if (!whole) {
            throw new BadMessage("has no line end and may be cut off: it is left to its writer (--confirm)");
        }
    }

    @Override
    public byte @Nullable [] copy() {
        return last;
    }

    private Optional<byte[]> piece(Splitter from) throws IOException, BadMessage {
        try {
            return from.next();
        } catch (OutOfMemoryError e) {
            number++;
            splitter = null;
            last = null;
            throw new BadMessage(
                    "does not fit into memory; " + Memory.advice() + "; the rest of the input is not read");
        }
    }

    private Draft parse(byte[] piece) throws BadMessage {
        try {
            return parser.parse(piece);
        } catch (OutOfMemoryError e) {
            throw new BadMessage(Memory.doesNotFit(piece.length));
        }
    }

    @Override
    public Place place() {
        return new Place(
                inputs.name(), wanted.unit(), number, startOffset + (splitter == null ? 0 : splitter.consumed()));
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}

package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Memory;

/** The messages in the pieces of one or more inputs. */
public final class Pieces implements Source {
    private final Inputs inputs;
    private final Function<InputStream, Splitter> cutting;
    private final PieceParser parser;
    private final String unit;
    private final boolean skipEmpty;
    private @Nullable Splitter splitter;
    private @Nullable LongConsumer confirmed;
    private byte @Nullable [] last;
    private long number;
    private long startOffset;

    /**
     * @param unit what a piece is called
     * @param skipEmpty whether empty pieces are passed over
     */
    public Pieces(
            Inputs inputs,
            Function<InputStream, Splitter> cutting,
            PieceParser parser,
            String unit,
            boolean skipEmpty) {
        this.inputs = inputs;
        this.cutting = cutting;
        this.parser = parser;
        this.unit = unit;
        this.skipEmpty = skipEmpty;
    }

    /** Goes on in the first input behind what was read before. */
    public void resume(Mark mark) throws IOException {
        InputStream in = inputs.open();
        if (in.skip(mark.offset()) < mark.offset()) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT, "the input is shorter than when it was read last: has it been replaced?");
        }
        splitter = cutting.apply(in);
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
                splitter = cutting.apply(inputs.open());
                number = 0;
                startOffset = 0;
                continue;
            }
            number++;
            if (confirmed != null) {
                checkWhole(piece.get());
            }
            if (!skipEmpty || piece.get().length > 0) {
                return Optional.of(parsed(piece.get()));
            }
            if (confirmed != null) {
                confirmed.accept(number);
            }
        }
    }

    @Override
    public void confirmed(LongConsumer passedOver) {
        confirmed = passedOver;
    }

    private void checkWhole(byte[] piece) throws BadMessage {
        boolean whole = splitter != null && splitter.whole();
        last = whole ? piece : null;
        if (!whole) {
            throw new BadMessage("has no line end and may be cut off: it is left to whoever writes it (--confirm)");
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

    private Draft parsed(byte[] piece) throws BadMessage {
        try {
            return parser.parse(piece);
        } catch (OutOfMemoryError e) {
            throw new BadMessage(Memory.doesNotFit(piece.length));
        }
    }

    @Override
    public Place place() {
        return new Place(inputs.name(), unit, number, startOffset + (splitter == null ? 0 : splitter.consumed()));
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}

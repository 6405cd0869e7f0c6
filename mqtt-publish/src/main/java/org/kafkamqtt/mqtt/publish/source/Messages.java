package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.mqtt.Mark;

/** Which messages a run publishes, decided and checked; their source is opened when the run begins. */
public sealed interface Messages {
    /** The name of standard input among files. */
    String STANDARD_INPUT = "-";

    /**
     * Opens the source.
     *
     * @param start where to continue in the first input; only used by {@link InPieces}
     * @param writer of standard input; only used by {@link InPieces}
     * @throws org.kafkamqtt.console.failure.Failure status 7 if an input cannot be read
     */
    Source open(InputStream standardInput, Mark start, InputWriter writer) throws IOException;

    /**
     * The pieces of files or of standard input.
     *
     * @param inputs files and folders, {@code -} for standard input
     * @param cutting cuts an input into pieces
     * @param parser makes messages of them
     * @param unit what a piece is called
     * @param skipEmpty whether empty pieces are skipped
     */
    record InPieces(
            List<String> inputs,
            Function<InputStream, Splitter> cutting,
            Supplier<PieceParser> parser,
            String unit,
            boolean skipEmpty)
            implements Messages {
        @Override
        public Source open(InputStream standardInput, Mark start, InputWriter writer) throws IOException {
            Pieces pieces = new Pieces(this, new Inputs(inputs, standardInput), writer);
            if (start.offset() > 0) {
                pieces.resume(start);
            }
            return pieces;
        }
    }

    /**
     * Whole inputs, each of which is one message.
     *
     * @param inputs files and folders, {@code -} for standard input
     * @param code how they spell payloads
     * @param times how often all of them are published
     */
    record Whole(List<String> inputs, PayloadCode code, long times) implements Messages {
        @Override
        public Source open(InputStream standardInput, Mark start, InputWriter writer) {
            Source once = new WholeInputs(new Inputs(inputs, standardInput), code);
            return times == 1 ? once : new Repeated(once, times);
        }
    }

    /**
     * One message.
     *
     * @param payload its bytes
     * @param times how often it is published
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    record Same(byte[] payload, long times) implements Messages {
        @Override
        public Source open(InputStream standardInput, Mark start, InputWriter writer) {
            return new SameMessage(payload, times);
        }
    }

    /**
     * Messages generated from a template.
     *
     * @param template of each payload
     * @param chance what they are generated from
     * @param count how many
     */
    record MadeUp(Template template, Chance chance, long count) implements Messages {
        @Override
        public Source open(InputStream standardInput, Mark start, InputWriter writer) {
            return new Generated(template, chance, count);
        }
    }

    /**
     * Messages of random bytes.
     *
     * @param seed the same number makes the same messages
     * @param smallest size of a payload
     * @param largest size of a payload
     * @param count how many
     */
    record OfRandomBytes(long seed, int smallest, int largest, long count) implements Messages {
        @Override
        public Source open(InputStream standardInput, Mark start, InputWriter writer) {
            return new RandomBytes(seed, smallest, largest, count);
        }
    }
}

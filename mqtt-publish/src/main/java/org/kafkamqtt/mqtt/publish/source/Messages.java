package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
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

    /** The part that is read when this place is reached, 0 to 1; empty if nobody knows. */
    OptionalDouble share(Place reached);

    private static OptionalDouble share(long done, long all) {
        return all > 1 && all != Long.MAX_VALUE
                ? OptionalDouble.of(Math.min(1, (double) done / all))
                : OptionalDouble.empty();
    }

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

        /** Of one file that stays as it is, be it standard input. */
        @Override
        public OptionalDouble share(Place reached) {
            Path file = Path.of(inputs.get(0).equals(STANDARD_INPUT) ? "/dev/stdin" : inputs.get(0));
            try {
                return inputs.size() == 1 && Files.isRegularFile(file)
                        ? Messages.share(reached.end(), Files.size(file))
                        : OptionalDouble.empty();
            } catch (IOException e) {
                return OptionalDouble.empty();
            }
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

        @Override
        public OptionalDouble share(Place reached) {
            return times == 1 ? OptionalDouble.empty() : Messages.share(reached.number() - 1, times);
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

        @Override
        public OptionalDouble share(Place reached) {
            return Messages.share(reached.number(), times);
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

        @Override
        public OptionalDouble share(Place reached) {
            return Messages.share(reached.number(), count);
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

        @Override
        public OptionalDouble share(Place reached) {
            return Messages.share(reached.number(), count);
        }
    }
}

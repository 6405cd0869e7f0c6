package org.kafkamqtt.producer;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.PieceParser;
import org.kafkamqtt.producer.source.Pieces;
import org.kafkamqtt.producer.source.Replayable;
import org.kafkamqtt.producer.source.Source;
import org.kafkamqtt.producer.source.Tee;
import org.kafkamqtt.producer.template.InputTemplate;
import org.kafkamqtt.producer.template.Templated;

/** The source of a run and, where it reads bytes, what it reads them from. */
final class Input implements Closeable {
    private final Source source;
    private final @Nullable Inputs inputs;
    private final @Nullable Replayable replayable;

    private Input(Source source, @Nullable Inputs inputs, @Nullable Replayable replayable) {
        this.source = source;
        this.inputs = inputs;
        this.replayable = replayable;
    }

    static Input open(ProducerOptions options, Console console) {
        if (options.explainedKey != null) {
            return explained(options.explainedKey);
        }
        Optional<Source> generated = options.generator.source(options.input.parser());
        if (generated.isPresent()) {
            return new Input(teed(generated.get(), options, console), null, null);
        }
        List<String> whole = options.wholeFiles();
        List<String> lines = options.input.lineFiles;
        if (!whole.isEmpty() && !lines.isEmpty()) {
            throw Failure.usage("-l reads lines and '" + whole.get(0) + "' is one record: give one or the other");
        }
        byte[] delimiter = whole.isEmpty() ? options.input.delimiterBytes() : new byte[0];
        List<String> names = !whole.isEmpty() ? whole : lines.isEmpty() ? List.of("-") : lines;
        Inputs inputs = new Inputs(repeated(names, options.generator.repeat), console.in());
        InputTemplate template = options.input.template();
        Replayable replayable = template != null
                ? new Templated(inputs, template)
                : new Pieces(inputs, delimiter, options.input.parser());
        return new Input(teed(replayable, options, console), inputs, replayable);
    }

    /** A record with this key and no value. */
    private static Input explained(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        InputStream one = new ByteArrayInputStream(bytes);
        PieceParser parser = (buffer, offset, length, draft) -> draft.key = bytes;
        return new Input(new Pieces(new Inputs(List.of("-"), one), new byte[0], parser), null, null);
    }

    private static Source teed(Source source, ProducerOptions options, Console console) {
        return options.report.tee ? new Tee(source, console.out(), options.report.unbuffered) : source;
    }

    private static List<String> repeated(List<String> names, int times) {
        if (times < 1) {
            throw Failure.usage("--repeat '" + times + "' is less than 1");
        }
        if (times > 1 && names.contains("-")) {
            throw Failure.usage("--repeat needs files: standard input can be read only once");
        }
        return Collections.nCopies(times, names).stream().flatMap(List::stream).toList();
    }

    Source source() {
        return source;
    }

    /**
     * What can be read again from a place in it.
     *
     * @throws Failure status 2 for made-up records
     */
    Inputs resumable() {
        if (inputs == null) {
            throw Failure.usage("--resume needs an input, not --generate");
        }
        return inputs;
    }

    void goOn(Position position) throws IOException {
        if (replayable != null) {
            replayable.resume(position);
        }
    }

    /** The pieces are confirmed to whoever writes them; this is told which are passed over. */
    void confirmed(LongConsumer passedOver) {
        if (replayable != null) {
            replayable.confirmed(passedOver);
        }
    }

    /** Bytes read so far; any thread may ask. */
    long done() {
        return replayable == null ? 0 : replayable.total();
    }

    /** All bytes, if that is known. */
    OptionalLong size() {
        return inputs == null ? OptionalLong.empty() : inputs.size();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

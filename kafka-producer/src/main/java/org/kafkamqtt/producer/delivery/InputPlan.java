package org.kafkamqtt.producer.delivery;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.producer.source.Generated;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.PieceForm;
import org.kafkamqtt.producer.source.PieceParser;
import org.kafkamqtt.producer.source.Pieces;
import org.kafkamqtt.producer.template.InputTemplate;
import org.kafkamqtt.producer.template.Templated;

/** Where records come from. */
public sealed interface InputPlan {
    /**
     * Opens it.
     *
     * @throws Failure status 7 if a file cannot be read
     */
    Input open(InputStream standardInput);

    /** Whether it consists of bytes that can be read again from a position in them. */
    default boolean resumable() {
        return true;
    }

    /**
     * One record with this key and no value.
     *
     * @param key as text
     */
    record OneKey(String key) implements InputPlan {
        @Override
        public Input open(InputStream standardInput) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            InputStream one = new ByteArrayInputStream(bytes);
            PieceParser parser = (buffer, offset, length, draft) -> draft.setKey(bytes);
            return Input.of(new Pieces(new Inputs(List.of("-"), one), new byte[0], parser));
        }

        @Override
        public boolean resumable() {
            return false;
        }
    }

    /**
     * Generated records.
     *
     * @param count how many, 0 for no end
     * @param template they are made from
     * @param seed makes them the same each time
     * @param form how each is read
     */
    record MadeUp(long count, Template template, OptionalLong seed, PieceForm form) implements InputPlan {
        public MadeUp {
            if (count < 0) {
                throw Failure.usage("--generate '" + count + "' is less than 0");
            }
        }

        @Override
        public Input open(InputStream standardInput) {
            Chance chance =
                    new Chance(seed.orElseGet(() -> ThreadLocalRandom.current().nextLong()), Clock.systemUTC());
            return Input.of(new Generated(count, template, chance, form.parser()));
        }

        @Override
        public boolean resumable() {
            return false;
        }
    }

    /**
     * Pieces between delimiters.
     *
     * @param names of files, {@code -} for standard input
     * @param delimiter between pieces; empty if each input is one
     * @param form how each is read
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Delimited(List<String> names, byte[] delimiter, PieceForm form) implements InputPlan {
        @Override
        public Input open(InputStream standardInput) {
            Inputs inputs = new Inputs(names, standardInput);
            return Input.of(inputs, new Pieces(inputs, delimiter, form.parser()));
        }
    }

    /**
     * Records laid out in the input as a template describes.
     *
     * @param names of files, {@code -} for standard input
     * @param template of {@code -f}
     */
    record ByTemplate(List<String> names, InputTemplate template) implements InputPlan {
        @Override
        public Input open(InputStream standardInput) {
            Inputs inputs = new Inputs(names, standardInput);
            return Input.of(inputs, new Templated(inputs, template));
        }
    }
}

package org.kafkamqtt.producer;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records that stand in the input as a template says. What is no record ends its input: where the next one would begin is
 * not known.
 */
final class Templated implements Source {
    private final Inputs inputs;
    private final InputTemplate template;
    private Origin origin = new Origin("", 0, "record");
    private @Nullable ByteWindow window;
    private long number;

    Templated(Inputs inputs, InputTemplate template) {
        this.inputs = inputs;
        this.template = template;
    }

    @Override
    public boolean next(Draft draft) throws IOException, BadRecord {
        while (true) {
            if (window == null) {
                if (!inputs.more()) {
                    return false;
                }
                window = new ByteWindow(inputs.open());
                origin = new Origin(inputs.name(inputs.index()), inputs.index(), "record");
                number = 0;
            }
            number++;
            try {
                if (template.read(window, draft)) {
                    return true;
                }
                window = null;
            } catch (BadRecord e) {
                window = null;
                throw new BadRecord(e.clause() + "; the rest of this input is not read");
            }
        }
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long consumed() {
        return window == null ? 0 : window.position();
    }

    @Override
    public boolean ready() {
        return window != null && window.waiting();
    }

    /** Nothing: what is no record cannot be told from what follows. */
    @Override
    public byte[] copy() {
        return new byte[0];
    }

    @Override
    public void copyTo(OutputStream out) {
        throw new IllegalStateException("-T is refused with -f");
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}

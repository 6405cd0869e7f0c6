package org.kafkamqtt.console.failure;

import java.io.IOException;

/** The reader of our standard output has gone, as {@code head} does: a clean end, not an error. */
public final class ClosedPipe extends IOException {
    private static final long serialVersionUID = 1L;

    public ClosedPipe(IOException cause) {
        super("standard output was closed", cause);
    }
}

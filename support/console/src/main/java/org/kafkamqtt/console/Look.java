package org.kafkamqtt.console;

import java.util.Map;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;

/**
 * How help is laid out for its reader.
 *
 * @param width in characters
 * @param bold whether headings stand out
 * @param watched whether standard error is a terminal, so that a person has typed the command
 */
record Look(int width, boolean bold, boolean watched) {
    /** For files, pipes and tests. */
    static final Look PLAIN = new Look(TerminalSize.USUAL_WIDTH, false, false);

    /** Longer lines are hard to read. */
    private static final int WIDEST = 110;

    private static final int NARROWEST = 20;

    static Look ofProcess() {
        Map<String, String> environment = System.getenv();
        int width = TerminalSize.ofStandardOutput(environment).width();
        return new Look(
                Math.max(NARROWEST, Math.min(WIDEST, width)),
                Terminal.colours(Terminal.isStandardOutput(), environment),
                Terminal.isStandardError());
    }
}

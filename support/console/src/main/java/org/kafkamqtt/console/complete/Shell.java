package org.kafkamqtt.console.complete;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A shell that can be told what to offer. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /** The shell of this name. */
    public static Optional<Shell> named(String word) {
        return Stream.of(values())
                .filter(shell -> shell.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** What to source there. */
    public String script(Known known) {
        return switch (this) {
            case BASH -> BashScript.of(known);
            case ZSH -> ZshScript.of(known);
            case FISH -> FishScript.of(known);
        };
    }

    /** As one word of any of them. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

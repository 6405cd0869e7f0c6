package org.kafkamqtt.consumer.settings;

import java.util.Locale;
import org.kafkamqtt.console.failure.Failure;

/** How the summary at the end is written. */
public enum SummaryStyle {
    NONE,
    TEXT,
    JSON;

    /**
     * Reads a name in letters of either case.
     *
     * @throws Failure status 2 if there is none of this name
     */
    public static SummaryStyle parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> NONE;
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw Failure.usage("--summary '" + text + "' is none of text, json and none");
        };
    }
}

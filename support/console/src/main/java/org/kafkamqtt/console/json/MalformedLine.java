package org.kafkamqtt.console.json;

/** A line that is not a record or message, explained in one clause without the line's position. */
public final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLine(String clause) {
        super(clause);
    }

    /** Why the line was refused. */
    public String clause() {
        return String.valueOf(getMessage());
    }
}

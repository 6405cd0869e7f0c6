package org.kafkamqtt.console.text;

/** How a count is written in a sentence: for programs that may read it, too, or for a person at a terminal. */
public enum Digits {
    /** {@code 12345678}. */
    PLAIN {
        @Override
        public String of(long number) {
            return Long.toString(number);
        }
    },
    /** {@code 12,345,678}. */
    GROUPED {
        @Override
        public String of(long number) {
            return Figures.count(number);
        }
    };

    /** The number, written in this way. */
    public abstract String of(long number);
}

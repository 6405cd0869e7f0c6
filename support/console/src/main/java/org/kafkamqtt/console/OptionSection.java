package org.kafkamqtt.console;

/** Options that are listed together in the help, under a heading of their own: implemented by picocli mixins. */
public interface OptionSection {
    /** A word or two, such as {@code Connection}. */
    String heading();
}

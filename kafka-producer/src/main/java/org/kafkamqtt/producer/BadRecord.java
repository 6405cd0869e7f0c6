package org.kafkamqtt.producer;

/** A record that cannot be sent, said in one clause without its place. It does not cost the others. */
final class BadRecord extends Exception {
    private static final long serialVersionUID = 1L;

    BadRecord(String clause) {
        super(clause, null, false, false);
    }

    String clause() {
        return String.valueOf(getMessage());
    }
}

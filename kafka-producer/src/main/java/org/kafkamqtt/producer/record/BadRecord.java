package org.kafkamqtt.producer.record;

/** A record that cannot be sent, said in one clause without its place. It does not cost the others. */
public final class BadRecord extends Exception {
    private static final long serialVersionUID = 1L;

    public BadRecord(String clause) {
        super(clause, null, false, false);
    }

    public String clause() {
        return String.valueOf(getMessage());
    }
}

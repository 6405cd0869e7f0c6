package org.kafkamqtt.producer.record;

/** Why a record cannot be sent, in one clause without its place. The other records are not affected. */
public final class BadRecord extends Exception {
    private static final long serialVersionUID = 1L;

    public BadRecord(String clause) {
        super(clause, null, false, false);
    }

    public String clause() {
        return String.valueOf(getMessage());
    }
}

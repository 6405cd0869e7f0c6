package org.kafkamqtt.kafka.fetch;

/** A transaction in one partition. What is decided stays so, whatever becomes of the marker that says it. */
final class Transaction {
    /** How it ended. */
    enum Outcome {
        OPEN,
        COMMITTED,
        ABORTED
    }

    final long producer;
    Outcome outcome = Outcome.OPEN;

    Transaction(long producer) {
        this.producer = producer;
    }
}

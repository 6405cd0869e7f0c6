package org.kafkamqtt.producer.delivery;

import java.io.OutputStream;
import java.util.Optional;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.producer.ledger.ReportFormat;
import org.kafkamqtt.producer.ledger.Reports;
import org.kafkamqtt.producer.source.Tee;

/** What standard output is used for, apart from {@link Sending.Nowhere}. */
public sealed interface OutputUse {
    /** Whether each line is written at once. */
    default boolean unbuffered() {
        return false;
    }

    /** Whether it needs the records that have arrived. */
    default boolean needsRecords() {
        return false;
    }

    /** The input, copied to standard output if that is wanted. */
    default Input around(Input input, OutputStream out) {
        return input;
    }

    /** The reports of records that arrived, if they are wanted. */
    default Optional<Reports> reports(OutputStream out, boolean transactional) {
        return Optional.empty();
    }

    /** The confirmations of lines, begun, if they are wanted. */
    default Optional<Confirmations> confirmations(OutputStream out) {
        return Optional.empty();
    }

    /** Nothing. */
    record Unused() implements OutputUse {}

    /**
     * A copy of the input.
     *
     * @param unbuffered whether each record is written at once
     */
    record Copied(@Override boolean unbuffered) implements OutputUse {
        @Override
        public Input around(Input input, OutputStream out) {
            return input.through(new Tee(input.source(), out, unbuffered));
        }
    }

    /**
     * A line for each record that arrived.
     *
     * @param format how it looks
     * @param unbuffered whether it is written at once
     */
    record Reported(ReportFormat format, @Override boolean unbuffered) implements OutputUse {
        @Override
        public boolean needsRecords() {
            return true;
        }

        @Override
        public Optional<Reports> reports(OutputStream out, boolean transactional) {
            return Optional.of(new Reports(format, out, transactional));
        }
    }

    /** How many lines of the input have been delivered for good or are kept. */
    record Confirmed() implements OutputUse {
        @Override
        public Optional<Confirmations> confirmations(OutputStream out) {
            return Optional.of(new Confirmations(out));
        }
    }
}

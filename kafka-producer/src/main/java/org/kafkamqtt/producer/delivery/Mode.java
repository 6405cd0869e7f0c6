package org.kafkamqtt.producer.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.kafkamqtt.producer.outlet.Batch;

/** When a record counts as delivered. */
public sealed interface Mode {
    /** The file that keeps the position in the input for another run. */
    Optional<Path> resume();

    /** Whether records go in transactions. */
    boolean transactional();

    /** Begins a delivery, from where an earlier run got to. */
    Course begin(Parts parts) throws IOException;

    /**
     * As soon as it is acknowledged.
     *
     * @param resume the file that keeps the position in the input
     */
    record Plain(Optional<Path> resume) implements Mode {
        @Override
        public boolean transactional() {
            return false;
        }

        @Override
        public Course begin(Parts parts) throws IOException {
            return PlainCourse.begin(parts, resume);
        }
    }

    /**
     * When its transaction is committed.
     *
     * @param id transactional identifier
     * @param batch what goes into a transaction
     * @param resume the file that shows the position in the input; the position that counts is in the transactions
     */
    record InTransactions(String id, Batch batch, Optional<Path> resume) implements Mode {
        @Override
        public boolean transactional() {
            return true;
        }

        @Override
        public Course begin(Parts parts) throws IOException {
            return TransactionalCourse.begin(parts, this);
        }
    }
}

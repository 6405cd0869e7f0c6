package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.kafka.simulation.Mutants;

/**
 * That the simulation can fail: each of these faults, put into the core's source by replacing one place of it, is found.
 */
class MutantsTest {
    private static final int HISTORIES = 50_000;

    /** A fault, and where it is. */
    enum Fault {
        USES_NUMBERS_AGAIN_ALTHOUGH_A_REQUEST_MAY_BE_UNDER_WAY(
                "Lane", "gap && (strays || stirred())", "gap && forgotten"),
        TAKES_A_REFUSED_SEQUENCE_AS_PROOF_OF_ABSENCE(
                "Lane",
                "batch.outOfOrder = true;\n        disturbed",
                "batch.perhapsArrived = false;\n        disturbed"),
        SENDS_MORE_THAN_ONE_TO_A_BROKER_THAT_TAKES_ANY_SEQUENCE(
                "Lane", "settings.idempotent() && !established ? 1 :", "!settings.idempotent() ? 1 :"),
        CLAIMS_THAT_WHAT_FAILED_HAS_NOT_ARRIVED(
                "Lane", "cause, batch.perhapsArrived || batch.doubtful", "cause, false"),
        SPLITS_UNDER_NEW_NUMBERS("Lane", "int from = batch.sequence();", "int from = sequence;"),
        GIVES_A_BUFFER_BACK_WHILE_IT_IS_SENT(
                "Lane", "batch.count(), cause, true);", "batch.count(), cause, true); lanes.release(batch);"),
        KEEPS_NUMBERS_AFTER_A_GAP("Lane", "sent.get(i).numbered = false;", "sent.get(i).numbered = true;"),
        DOES_NOT_WAIT_FOR_WHAT_IS_UNDER_WAY("Lane", "nowMs - doubtedMs < Lanes.STRAY_MS", "nowMs < doubtedMs"),
        REPORTS_ALL_BEFORE_A_STORED_BATCH_AS_STORED("Lane", "!oldest.outOfOrder || batch.former", "batch.former"),
        COUNTS_BEYOND_THE_LAST_SEQUENCE("Batch", "(long) records) & Integer.MAX_VALUE", "(long) records) | 0L"),
        FORGETS_TO_GIVE_BUFFERS_BACK("Lanes", "release(batch);\n    }\n\n    void failed", "}\n\n    void failed");

        private final String file;
        private final String right;
        private final String wrong;

        Fault(String file, String right, String wrong) {
            this.file = file;
            this.right = right;
            this.wrong = wrong;
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds(Fault fault) throws IOException, ReflectiveOperationException, URISyntaxException {
        int histories = new Mutants(Lane.class).historiesUntilFound(fault.file, fault.right, fault.wrong, HISTORIES);
        assertTrue(histories < HISTORIES, fault + " is not found");
    }
}

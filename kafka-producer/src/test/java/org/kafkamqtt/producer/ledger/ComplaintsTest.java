package org.kafkamqtt.producer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.trial.Trial;

/** What cannot be sent is confirmed only when it is in the file. */
class ComplaintsTest {
    private final List<Long> kept = new ArrayList<>();

    private Complaints into(Path file) {
        Complaints complaints = new Trial(true).complaints(new ErrorPolicy(false, Optional.of(file), true));
        complaints.open();
        complaints.whenKept(kept::add);
        return complaints;
    }

    private static Complaint about(long line, int bytes) {
        return new Complaint(line, "line " + line, new Failure(ExitStatus.PARTIAL, "bad"), null, new byte[bytes], "");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void a_line_that_the_disk_did_not_take_is_not_confirmed_later(int bytes) throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (Complaints complaints = into(full)) {
            complaints.add(about(1, bytes));
            assertThrows(Failure.class, complaints::drain);
            complaints.add(about(2, 10));
            complaints.drain();
        }
        assertEquals(List.of(), kept);
    }

    @Test
    void a_line_in_the_file_is_confirmed() throws IOException {
        Path file = Files.createTempFile("complaints", ".jsonl");
        try (Complaints complaints = into(file)) {
            complaints.add(about(1, 100_000));
            complaints.drain();
            assertEquals(List.of(1L), kept);
            assertEquals(100_001, Files.size(file));
        } finally {
            Files.delete(file);
        }
    }
}

package org.kafkamqtt.kafka.fetch;

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
    private static final int HISTORIES = 20_000;

    /** A fault, and where it is. */
    enum Fault {
        TAKES_ANSWERS_TO_WHAT_WAS_ASKED_BEFORE("Track", "return asked == turn;", "return asked <= turn;"),
        KEEPS_WHAT_CAME_BEFORE_A_SEEK("Track", "        drop();\n    }", "    }"),
        TAKES_ANOTHER_TOPIC_FOR_THE_SAME(
                "Track", "                otherTopic(found);\n", "                leader = found;\n"),
        DOES_NOT_SAY_WHAT_IT_HAS_READ(
                "Track",
                "leader.topicId(), offset, epoch, leader.epoch()",
                "leader.topicId(), offset, -1, leader.epoch()"),
        TRUSTS_A_NEW_LEADER("Track", "doubted |= epoch >= 0;", "doubted = false;"),
        TAKES_A_LOG_THAT_REACHES_FAR_FOR_THE_SAME(
                "Track", "Math.min(end.offset(), lineage.laterThan(end.epoch()))", "end.offset()"),
        TRUSTS_A_REPLICA_ABOUT_THE_RANGE("Track", "if (node != leader.node()) {", "if (node < 0) {"),
        GOES_ROUND_BETWEEN_LEADER_AND_REPLICA("Track", "if (sentBack) {", "if (false) {"),
        HOLDS_ON_TO_A_REPLICA_THAT_IS_AWAY("Track", "node == replica && nowMs >=", "node < 0 && nowMs >="),
        ASKS_AGAIN_AT_ONCE("Track", "notBeforeMs = nowMs + settings.backoff(failures);", "notBeforeMs = nowMs;"),
        FORGETS_TO_GROW("Track", "bytes = scan.wanted();", "bytes = settings.partitionBytes();"),
        GIVES_WHAT_IS_PAUSED("Track", "return waiting != null && !paused;", "return waiting != null;"),
        RESETS_ALTHOUGH_IT_MUST_NOT("Track", "} else if (settings.reset().isEmpty()) {", "} else if (offset < 0) {"),
        TAKES_ALL_OF_A_PRODUCER_FOR_ABORTED("Scan", "aborting.remove(producer);", "aborting.add(producer);"),
        READS_WHAT_WAS_ABORTED_BEFORE_IT_CAME("Scan", ".firstOffset() <= last)", ".firstOffset() == last)"),
        GIVES_CONTROL_RECORDS("Scan", "return !control;", "return true;"),
        STOPS_AT_WHAT_COMPACTION_HAS_EMPTIED(
                "Scan", "if (last + 1 > next) {", "if (last + 1 > next && BatchFormat.count(array, at) > 0) {"),
        COUNTS_RECORDS_RATHER_THAN_OFFSETS(
                "Scan",
                "last + 1, BatchFormat.leaderEpoch",
                "next + BatchFormat.count(array, at), BatchFormat.leaderEpoch"),
        TAKES_BAD_BYTES("Scan", "crc == null || BatchFormat", "true || BatchFormat"),
        GIVES_RECORDS_BEFORE_THE_OFFSET("SlicePortion", "record.offset() < slice.from()", "record.offset() < 0"),
        GIVES_BYTES_BACK_WHILE_THEY_ARE_LENT("Track", "            lease.hold();\n", ""),
        FORGETS_TO_GIVE_BYTES_BACK("Reader", "            lease.release();\n", ""),
        HAS_NO_BOUND(
                "Reader",
                "free = settings.memory() - used.get();\n            if (free <",
                "free = most;\n            if (free <"),
        GOES_ON_WITH_A_SESSION_THAT_IS_OVER(
                "Session", "awaited = null;\n        number = 0;", "awaited = null;\n        number++;"),
        LEAVES_WHAT_IS_NOT_WANTED_IN_A_SESSION("Session", "forgotten.add(part);", "parts.size();"),
        ASKS_FOR_NO_CHANGE_OF_OFFSET("Ask", "return offset == other.offset\n", "return offset >= 0\n");

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
        int histories = new Mutants(Reader.class).historiesUntilFound(fault.file, fault.right, fault.wrong, HISTORIES);
        assertTrue(histories < HISTORIES, fault + " is not found");
    }
}

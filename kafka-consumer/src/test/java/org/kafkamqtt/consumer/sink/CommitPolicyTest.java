package org.kafkamqtt.consumer.sink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;

class CommitPolicyTest {
    @Test
    void commits_after_so_many_records() {
        CommitPolicy policy = CommitPolicy.parse("10");
        assertFalse(policy.due(9, Long.MAX_VALUE - 1));
        assertTrue(policy.due(10, 0));
    }

    @Test
    void commits_after_so_much_time_if_there_is_anything_to_commit() {
        CommitPolicy policy = CommitPolicy.parse("2s");
        assertFalse(policy.due(0, 3_000_000_000L));
        assertFalse(policy.due(1_000_000, 1_999_999_999L));
        assertTrue(policy.due(1, 2_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "often", ""})
    void refuses_what_is_neither(String text) {
        assertThrows(Failure.class, () -> CommitPolicy.parse(text));
    }
}

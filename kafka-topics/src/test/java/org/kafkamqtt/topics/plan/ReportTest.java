package org.kafkamqtt.topics.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;

class ReportTest {
    private static final Result DONE = Result.done("a", "deleted", "");
    private static final Result MISSING = Result.failed("b", new Refusal(ExitStatus.NOT_FOUND, "no"));
    private static final Result DENIED = Result.failed("c", new Refusal(ExitStatus.UNAUTHORISED, "no"));

    private static ExitStatus status(Result... results) {
        return new Report(List.of(results)).status();
    }

    @Test
    void the_status_is_that_of_all_topics() {
        assertEquals(ExitStatus.OK, status());
        assertEquals(ExitStatus.OK, status(DONE, DONE));
        assertEquals(ExitStatus.NOT_FOUND, status(MISSING, MISSING));
        assertEquals(ExitStatus.PARTIAL, status(DONE, MISSING));
        assertEquals(ExitStatus.FAILED, status(DENIED, MISSING));
    }
}

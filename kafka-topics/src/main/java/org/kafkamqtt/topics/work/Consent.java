package org.kafkamqtt.topics.work;

import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Whether what cannot be undone may be done.
 *
 * @param yes the user has agreed beforehand
 * @param dry nothing is to be done, whatever the answer
 */
public record Consent(boolean yes, boolean dry) {
    /**
     * Asks, where somebody can be asked.
     *
     * @param deed a participle such as {@code deleted}
     * @throws Failure status 1 if the answer is no, 2 if nobody can be asked
     */
    void require(Desk desk, String question, String deed) {
        if (yes) {
            return;
        }
        if (!desk.attended()) {
            throw Failure.usage("nothing was " + deed + ": nobody can be asked here, so give --yes");
        }
        if (!desk.agrees(question)) {
            throw new Failure(ExitStatus.FAILED, "nothing was " + deed);
        }
    }
}

package org.kafkamqtt.topics.plan;

import org.kafkamqtt.console.failure.ExitStatus;

/**
 * Why something was not done, or not to its end.
 *
 * @param status the exit status if nothing else happens
 * @param why a clause in lower case for people
 */
public record Refusal(ExitStatus status, String why) {
    private static final String EXISTS = "it already exists";

    /** That a topic of the name is there. */
    public static Refusal existing() {
        return new Refusal(ExitStatus.FAILED, EXISTS);
    }

    /** Whether a topic of the name is there. */
    public boolean exists() {
        return why.equals(EXISTS);
    }

    /** The same with what was to be done before it, such as {@code cannot delete topic 'x'}. */
    public Refusal to(String deed) {
        return new Refusal(status, deed + ": " + why);
    }
}

package org.kafkamqtt.console.into;

import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** The message about a command of {@code --into} that did not settle what it was given. Pure. */
final class Unsettled {
    private Unsettled() {}

    /**
     * Status 7: lines are not settled, or it is not known whether they are.
     *
     * @param deed what the command did, as in "exited with status 3 before its input ended"
     * @param comesAgain whether another run gets the lines that are not settled
     */
    static Failure failure(String deed, long lines, boolean comesAgain) {
        return new Failure(ExitStatus.INPUT_OUTPUT, "the command of --into " + deed + tail(lines, comesAgain));
    }

    /** Explains the statuses of a shell that could not start the command. */
    static String exited(int status) {
        return switch (status) {
            case 126 -> "exited with status 126 (it is not executable)";
            case 127 -> "exited with status 127 (it was not found)";
            default -> "exited with status " + status;
        };
    }

    private static String tail(long lines, boolean comesAgain) {
        if (lines == 0) {
            return "";
        }
        String again = comesAgain ? " and will be delivered again" : "";
        return lines == 1 ? "; 1 line is not settled" + again : "; " + lines + " lines are not settled" + again;
    }
}

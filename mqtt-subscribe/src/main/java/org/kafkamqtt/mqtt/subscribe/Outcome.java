package org.kafkamqtt.mqtt.subscribe;

import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.console.text.Seconds;

/**
 * The outcome of a run, from which its status follows.
 *
 * @param ending when it was to end
 * @param summary what became of its messages
 * @param written messages to the output, those that a command refused included
 * @param stopped whether the user ended it
 * @param sawLive whether a message that is not retained came where only retained ones were wanted
 * @param readerMissed whether the reader of the output left messages that come again
 * @param connectionEnd why the connection is gone for good, if it is
 * @param sinceStart nanoseconds
 * @param sinceLastMessage nanoseconds
 */
record Outcome(
        Ending ending,
        Summary summary,
        long written,
        boolean stopped,
        boolean sawLive,
        boolean readerMissed,
        Optional<Failure> connectionEnd,
        long sinceStart,
        long sinceLastMessage) {

    private static final String LEFT_EARLY = "the reader of standard output went away before it had the messages of -C";

    /**
     * What follows from it.
     *
     * @param status of the run
     * @param sentence why, for the user; empty if there is nothing to report
     */
    record Verdict(ExitStatus status, String sentence) {
        private static Verdict timedOut(String sentence) {
            return new Verdict(ExitStatus.TIMED_OUT, sentence);
        }
    }

    /**
     * The verdict on a run that came to its end.
     *
     * @throws Failure of the connection, if that ended it too early
     */
    Verdict atEnd() {
        boolean enough = ending.enough(written);
        if (connectionEnd.isPresent() && !enough) {
            throw connectionEnd.get();
        }
        if (enough && readerMissed) {
            return readerLeft();
        }
        if (enough || stopped) {
            return new Verdict(summary.status(), "");
        }
        if (!sawLive && ending.timeIsUp(sinceStart)) {
            return interrupted();
        }
        return ending.unlimited() ? new Verdict(summary.status(), "") : tooFew();
    }

    /** The verdict on a run that was ended from outside. */
    Verdict interrupted() {
        return stopped ? new Verdict(ExitStatus.OK, "") : Verdict.timedOut(ending.missedInTime(written));
    }

    /** The verdict on a run whose reader went away, if a number of messages was asked for. */
    static Verdict readerLeft() {
        return Verdict.timedOut(LEFT_EARLY);
    }

    /**
     * The message about a run that was ended while its output took nothing more.
     *
     * @param unwritten messages that came but were not written
     * @param open messages that were written but not acknowledged
     * @param again whether those are delivered again
     */
    static String left(int unwritten, long open, boolean again) {
        if (unwritten > 0 || open == 0) {
            return "the output took nothing more: ended with " + Figures.count(unwritten, "message") + " not written";
        }
        return "ended with " + Figures.count(open, "message") + " not acknowledged"
                + (again ? "; will be delivered again" : "");
    }

    /** Fewer messages than were asked for are never a success. */
    private Verdict tooFew() {
        String why = sawLive
                ? ", and then one that is not retained"
                : ending.idle(sinceLastMessage)
                        ? ", and then none for " + Seconds.text(Duration.ofNanos(ending.idleLimit()))
                        : "";
        return Verdict.timedOut(ending.missed(written) + why);
    }
}

package org.kafkamqtt.console.failure;

import org.jspecify.annotations.Nullable;

/**
 * The end of a run that a user can understand: one lower-case sentence and the exit status that goes with it.
 *
 * <p>The sentence says what failed, on what, and what to try; the cause is shown only with {@code -vv}.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private String detail = "";

    public Failure(ExitStatus status, String sentence) {
        this(status, sentence, null);
    }

    public Failure(ExitStatus status, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.status = status;
    }

    /** An invalid command line or configuration. */
    public static Failure usage(String sentence) {
        return new Failure(ExitStatus.USAGE, sentence);
    }

    /**
     * What could not be done with a file, a folder or a stream: "cannot write out.txt: no space left on device", status 7.
     *
     * @param deed such as {@code write}
     * @param what such as the file's name
     */
    public static Failure cannot(String deed, Object what, Throwable cause) {
        return cannot(ExitStatus.INPUT_OUTPUT, deed, what, cause);
    }

    /** The same with another status; but if the cause names a file that could not be written, that is reported, with status 7. */
    public static Failure cannot(ExitStatus status, String deed, Object what, Throwable cause) {
        return Unwritable.in(cause)
                .map(e -> new Failure(ExitStatus.INPUT_OUTPUT, e.sentence(), cause))
                .orElseGet(() -> new Failure(status, "cannot " + deed + " " + what + ": " + Reason.of(cause), cause));
    }

    /** An unforeseen exception: a refusal of the file system, status 7, or else its own message without Java's names, status 1. */
    public static Failure unexpected(Throwable cause) {
        return FileTrouble.of(cause).orElseGet(() -> unforeseen(cause));
    }

    private static Failure unforeseen(Throwable cause) {
        return new Failure(ExitStatus.FAILED, "failed unexpectedly: " + Reason.of(cause), cause);
    }

    /** The same failure with lines of detail, shown unchanged below the sentence. */
    public Failure withDetail(String lines) {
        Failure detailed = new Failure(status, sentence(), getCause());
        detailed.detail = lines;
        return detailed;
    }

    /** Lines of detail; usually empty. */
    public String detail() {
        return detail;
    }

    public ExitStatus status() {
        return status;
    }

    /** The sentence; never null. */
    public String sentence() {
        String sentence = getMessage();
        return sentence == null ? "" : sentence;
    }

    public static String oneLine(String words) {
        return words.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

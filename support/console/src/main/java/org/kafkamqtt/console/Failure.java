package org.kafkamqtt.console;

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

    /** A command line or configuration that makes no sense. */
    public static Failure usage(String sentence) {
        return new Failure(ExitStatus.USAGE, sentence);
    }

    /** Something nobody foresaw: what a file system refused, status 7, or else the exception's own words, status 1. */
    public static Failure unexpected(Throwable cause) {
        return FileTrouble.of(cause).orElseGet(() -> unforeseen(cause));
    }

    private static Failure unforeseen(Throwable cause) {
        String words = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return new Failure(ExitStatus.FAILED, words == null ? name : name + ": " + oneLine(words), cause);
    }

    /** The same failure with lines that say more, shown below the sentence as they are. */
    public Failure withDetail(String lines) {
        Failure detailed = new Failure(status, sentence(), getCause());
        detailed.detail = lines;
        return detailed;
    }

    /** Lines that say more; usually empty. */
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

    static String oneLine(String words) {
        return words.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

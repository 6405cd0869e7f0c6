package org.kafkamqtt.console.failure;

/** The one number a tool leaves behind, the same in all tools. */
public enum ExitStatus {
    OK(0, "all that was asked for is done: everything arrived, every output byte was written"),
    FAILED(1, "failed for a reason not listed here"),
    USAGE(2, "the command line or configuration made no sense; nothing was started"),
    PARTIAL(3, "some records or messages failed, the others arrived"),
    UNREACHABLE(4, "the broker cannot be reached, or was lost for good"),
    UNAUTHORISED(5, "not authenticated or not authorised"),
    NOT_FOUND(6, "topic or partition missing, or subscription refused"),
    INPUT_OUTPUT(7, "input could not be read or output could not be written"),
    TLS(8, "TLS failed"),
    TIMED_OUT(27, "what was asked for did not happen in time"),
    INTERRUPTED(130, "ended by SIGINT, after a clean stop"),
    TERMINATED(143, "ended by SIGTERM, after a clean stop");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number the operating system sees. */
    public int code() {
        return code;
    }

    /** What the number tells a user, in one clause. */
    public String meaning() {
        return meaning;
    }
}

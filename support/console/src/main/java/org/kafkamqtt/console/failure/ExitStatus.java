package org.kafkamqtt.console.failure;

/** The number a tool exits with, the same in all tools. */
public enum ExitStatus {
    OK(0, "success: everything arrived and all output was written"),
    FAILED(1, "failed for a reason not listed here"),
    USAGE(2, "invalid command line or configuration; nothing was started"),
    PARTIAL(3, "some records or messages failed, the others arrived"),
    UNREACHABLE(4, "the broker could not be reached, or was lost for good"),
    UNAUTHORISED(5, "not authenticated or not authorised"),
    NOT_FOUND(6, "topic or partition does not exist, or subscription refused"),
    INPUT_OUTPUT(7, "input could not be read or output could not be written"),
    TLS(8, "TLS failed"),
    TIMED_OUT(27, "timed out before everything was done"),
    INTERRUPTED(130, "stopped cleanly by SIGINT (Ctrl-C)"),
    TERMINATED(143, "stopped cleanly by SIGTERM");

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

    /** What the number means to a user, in one clause. */
    public String meaning() {
        return meaning;
    }
}

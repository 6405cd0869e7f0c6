package org.kafkamqtt.balancer;

import org.jspecify.annotations.Nullable;

/**
 * A balancer that cannot be found or made, or an answer that cannot be used; the message is one sentence for the user.
 */
public final class BalancerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    public BalancerException(String sentence) {
        this(sentence, (Throwable) null);
    }

    public BalancerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.detail = "";
    }

    private BalancerException(String sentence, String detail) {
        super(sentence);
        this.detail = detail;
    }

    /** A failure of a user's class: the sentence, and after a colon the class's own reason, in plain words. */
    public static BalancerException because(String sentence, Throwable cause) {
        return new BalancerException(sentence + ": " + Trouble.words(cause), cause);
    }

    /** With further lines, such as a compiler's errors. */
    static BalancerException withDetail(String sentence, String detail) {
        return new BalancerException(sentence, detail);
    }

    /** The sentence; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Further lines, to be shown unchanged; usually empty. */
    public String detail() {
        return detail;
    }
}

package org.kafkamqtt.balancer;

import org.jspecify.annotations.Nullable;

/**
 * A balancer that cannot be found or made, or an answer that cannot be used; the message is one sentence for the user.
 */
public final class BalancerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BalancerException(String sentence) {
        super(sentence);
    }

    public BalancerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

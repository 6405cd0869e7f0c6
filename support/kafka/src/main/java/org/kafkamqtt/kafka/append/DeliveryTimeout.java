package org.kafkamqtt.kafka.append;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Reason;

/** No broker acknowledged a batch in the time that it had. */
public final class DeliveryTimeout extends Exception {
    private static final long serialVersionUID = 1;

    DeliveryTimeout(Lane<?> lane, long deliveryMs) {
        super("partition " + lane.partition() + " of " + lane.topic() + " did not acknowledge within " + deliveryMs
                + " ms" + last(lane.trouble()));
    }

    private static String last(@Nullable Exception trouble) {
        return trouble == null ? "" : "; last trouble: " + Reason.of(trouble).replaceAll("[.]$", "");
    }
}

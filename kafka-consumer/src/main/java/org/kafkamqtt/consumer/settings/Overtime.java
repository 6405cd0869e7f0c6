package org.kafkamqtt.consumer.settings;

import java.util.ArrayList;
import java.util.List;

/** What had not happened when {@code --timeout} was up, for the user. */
public final class Overtime {
    private Overtime() {}

    /**
     * One clause.
     *
     * @param timeout as typed
     * @param wanted records of {@code -c}; {@link Long#MAX_VALUE} if there is no such limit
     * @param toTheEnd whether {@code -e} was given
     * @param taken records that arrived
     */
    public static String clause(String timeout, long wanted, boolean toTheEnd, long taken) {
        List<String> clauses = new ArrayList<>();
        if (toTheEnd) {
            clauses.add("the end was not reached");
        }
        clauses.add(
                wanted == Long.MAX_VALUE
                        ? taken + (taken == 1 ? " record" : " records") + " read"
                        : taken + " of " + wanted + (wanted == 1 ? " record" : " records") + " arrived");
        return String.join(", ", clauses) + " within " + timeout + " (--timeout)";
    }
}

package org.kafkamqtt.mqtt.broker.node;

import org.jspecify.annotations.Nullable;

/** How many messages of one client, of those between two SUBSCRIBEs, are on their way into the log. Not thread-safe; the node's thread owns it. */
final class Appends {
    private @Nullable Appends before;
    private int pending;

    /**
     * None yet.
     *
     * @param before those of the same client before the last SUBSCRIBE, null if there are none
     */
    Appends(@Nullable Appends before) {
        this.before = before;
    }

    void begun() {
        pending++;
    }

    void settled() {
        pending--;
    }

    boolean isEmpty() {
        return pending == 0;
    }

    /** Whether all of these and all before them are settled. */
    boolean clear() {
        if (before != null && before.clear()) {
            before = null;
        }
        return pending == 0 && before == null;
    }
}

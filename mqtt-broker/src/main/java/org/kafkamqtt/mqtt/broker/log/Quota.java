package org.kafkamqtt.mqtt.broker.log;

/**
 * How many bytes may be on their way, and whether somebody waits until there are fewer. Not thread-safe; the node's thread owns it.
 */
final class Quota {
    private final long most;
    private long used;
    private boolean refused;

    /**
     * Nothing is on its way.
     *
     * @param most bytes, exceeded only by what is larger alone
     */
    Quota(long most) {
        this.most = most;
    }

    /** Takes these bytes; false if there is no room for them, which is remembered. */
    boolean take(int bytes) {
        if (used > 0 && used + bytes > most) {
            refused = true;
            return false;
        }
        used += bytes;
        return true;
    }

    void giveBack(int bytes) {
        used -= bytes;
    }

    /** Something was refused elsewhere: {@link #room} is owed. */
    void refuse() {
        refused = true;
    }

    /** Whether there is room again after a refusal, enough for it to be worth while; true once for each time. */
    boolean room() {
        boolean room = refused && used <= most / 4 * 3;
        refused &= !room;
        return room;
    }

    long used() {
        return used;
    }
}

package org.kafkamqtt.mqtt.broker.session;

/** How long a client may be silent. Times are milliseconds of a clock that only counts on. Not thread-safe; the session owns it. */
final class KeepAlive {
    private long limitMs;
    private long heardMs;

    /**
     * From now on the client may be silent for so long.
     *
     * @param limit in milliseconds, 0 for ever
     */
    void begin(long limit, long nowMs) {
        limitMs = limit;
        heardMs = nowMs;
    }

    /** It is not silent. */
    void heard(long nowMs) {
        heardMs = nowMs;
    }

    /** When it will have been silent for too long; {@link Long#MAX_VALUE} for never. */
    long dueMs() {
        return limitMs == 0 ? Long.MAX_VALUE : heardMs + limitMs;
    }
}

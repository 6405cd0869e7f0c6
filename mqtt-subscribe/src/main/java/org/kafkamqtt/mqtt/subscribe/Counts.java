package org.kafkamqtt.mqtt.subscribe;

/** The counting of a run. Not thread-safe; the writing thread owns it. */
final class Counts {
    long received;
    long written;
    long leftOut;
    long acknowledged;
    /** Of the payloads written. */
    long bytes;

    Summary summary(long dropped, long refused) {
        return new Summary(received + dropped, written - refused, leftOut, acknowledged, dropped, refused);
    }
}

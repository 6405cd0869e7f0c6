package org.kafkamqtt.kafka.fetch;

/** What a reader needs of the network. The reader's thread owns it. */
public interface Network {
    /** Another number whenever what {@link #leader} answers may be another. */
    long version();

    /** Where a partition is; {@link Leader#UNKNOWN} if nothing is known. */
    Leader leader(Place place);

    /** Something that a broker answered shows that this is out of date, or something is missing. */
    void outdated();

    /** Whether a request may be sent to this node now; begins to connect to it if need be. */
    boolean ready(int node);

    /** Sends; one answer comes later, never from within this call, by {@link Reader#answered}. */
    void send(Ask ask);
}

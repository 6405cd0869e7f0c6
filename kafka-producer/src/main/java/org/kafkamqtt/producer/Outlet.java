package org.kafkamqtt.producer;

/** Where drafted records go. The sending thread owns it. */
interface Outlet {
    /**
     * Sends one record; the source stands at it.
     *
     * @throws BadRecord if this record cannot be sent
     */
    void send(Draft draft, Source source) throws BadRecord;
}

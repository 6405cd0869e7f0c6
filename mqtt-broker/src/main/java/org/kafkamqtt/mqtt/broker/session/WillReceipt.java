package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** Says that a will was not published; the client that would want to know is gone. */
record WillReceipt(Home home, String clientId) implements Receipt {
    @Override
    public void stored() {}

    @Override
    public void refused(ReasonCode reason, String why) {
        home.note("the will of client '" + clientId + "' is lost: " + (why.isEmpty() ? reason.toString() : why));
    }
}

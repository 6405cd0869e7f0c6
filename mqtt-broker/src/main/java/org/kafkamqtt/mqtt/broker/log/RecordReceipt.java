package org.kafkamqtt.mqtt.broker.log;

import org.kafkamqtt.mqtt.broker.session.Receipt;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** Hears what became of a record that is no message: it is told of every failure, and decides what that means. */
public interface RecordReceipt extends Receipt {
    /** It failed; perhaps it is in the log all the same. */
    void failed(Exception cause);

    @Override
    default void refused(ReasonCode reason, String why) {
        failed(new IllegalStateException(why));
    }
}

package org.kafkamqtt.mqtt.broker.log;

/** Who a log works for, besides the node. Called on the node's thread. */
public interface LogOwner {
    /** One line for whoever runs the node. */
    void note(String line);

    /**
     * Nothing can be appended or read any more, for the reason that this line gives; once. No receipt follows, whatever was appended.
     */
    void lifeEnded(String line);
}

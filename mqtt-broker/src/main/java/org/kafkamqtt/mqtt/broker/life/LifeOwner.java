package org.kafkamqtt.mqtt.broker.life;

/** Who lives a life. Called on the node's thread. */
public interface LifeOwner {
    /** One line for whoever runs the node. */
    void note(String line);

    /**
     * The life is over, for the reason that this line gives; once. Nothing that was not acknowledged by then may be answered, and nothing
     * is sent any more.
     */
    void lifeEnded(String line);
}

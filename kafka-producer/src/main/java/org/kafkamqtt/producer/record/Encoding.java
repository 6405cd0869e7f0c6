package org.kafkamqtt.producer.record;

/** Turns the text of a key or value into its bytes. */
public interface Encoding {
    /** Text as it is. */
    Encoding PLAIN = (topic, text) -> text;

    /**
     * The bytes.
     *
     * @throws BadRecord if the text does not fit
     */
    byte[] encode(String topic, byte[] text) throws BadRecord;
}

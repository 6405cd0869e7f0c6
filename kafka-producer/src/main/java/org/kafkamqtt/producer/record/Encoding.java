package org.kafkamqtt.producer.record;

/** Turns the text of a key or value into its bytes. */
public interface Encoding {
    /** Text as it is. */
    Encoding PLAIN = new Encoding() {
        @Override
        public byte[] encode(String topic, byte[] text) {
            return text;
        }

        @Override
        public boolean keeps() {
            return true;
        }
    };

    /**
     * The bytes.
     *
     * @throws BadRecord if the text does not fit
     */
    byte[] encode(String topic, byte[] text) throws BadRecord;

    /** Whether it leaves every text as it is, so that nobody needs to ask for its bytes. */
    default boolean keeps() {
        return false;
    }
}

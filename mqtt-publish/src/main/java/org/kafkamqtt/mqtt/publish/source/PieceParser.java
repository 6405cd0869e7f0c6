package org.kafkamqtt.mqtt.publish.source;

/** Makes a message of a piece of input. */
public interface PieceParser {
    Draft parse(byte[] piece) throws BadMessage;
}

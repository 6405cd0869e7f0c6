package org.kafkamqtt.mqtt.publish;

/** Makes a message of a piece of input. */
interface PieceParser {
    Draft parse(byte[] piece) throws BadMessage;
}

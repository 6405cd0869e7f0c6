package org.kafkamqtt.mqtt.broker.log;

import java.util.Arrays;
import org.kafkamqtt.mqtt.broker.session.Receipt;

/**
 * Who hears of the records of one batch, and what they count. The node's thread adds and reads; between the two the appender's thread
 * hands it on.
 */
final class Notes {
    private static final int FIRST = 8;

    private Receipt[] receipts = new Receipt[FIRST];
    private int[] bytes = new int[FIRST];
    private int count;

    void add(Receipt receipt, int size) {
        if (count == receipts.length) {
            receipts = Arrays.copyOf(receipts, 2 * count);
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        receipts[count] = receipt;
        bytes[count++] = size;
    }

    Receipt receipt(int index) {
        return receipts[index];
    }

    int bytes(int index) {
        return bytes[index];
    }
}

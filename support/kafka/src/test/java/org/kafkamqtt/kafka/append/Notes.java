package org.kafkamqtt.kafka.append;

import java.util.Arrays;

/** Which of a history's records were added to a batch. */
final class Notes {
    private int[] ids = new int[4];
    private int count;

    void add(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
    }

    int id(int index) {
        return ids[index];
    }

    int count() {
        return count;
    }
}

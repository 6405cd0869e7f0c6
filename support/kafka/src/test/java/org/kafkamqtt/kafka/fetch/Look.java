package org.kafkamqtt.kafka.fetch;

import java.util.List;

/** A look at what a portion has, and should have. */
final class Look {
    private final Portion portion;
    private final long from;
    private final List<StoredBatch> batches;
    private final boolean committed;
    private int batch;
    private int record;

    /** At records that come from these batches, from an offset on. */
    Look(Portion portion, long from, List<StoredBatch> batches, boolean committed) {
        this.portion = portion;
        this.from = from;
        this.batches = batches;
        this.committed = committed;
    }

    /** How many records there are, all of them right. */
    int records(boolean askFirst) {
        long first = askFirst ? portion.firstOffset() : -1;
        int count = 0;
        while (portion.next()) {
            LogRecord found = portion.record();
            require(!askFirst || count > 0 || first == found.offset(), "first offset " + first, found);
            match(found);
            count++;
        }
        pass(Long.MAX_VALUE);
        return count;
    }

    private void match(LogRecord found) {
        pass(found.offset());
        require(batch < batches.size(), "nothing", found);
        StoredBatch stored = batches.get(batch);
        require(found.offset() >= from, "nothing before " + from, found);
        require(stored.offsets[record] == found.offset(), "offset " + stored.offsets[record], found);
        require(found.topic().equals(portion.topic()) && found.partition() == portion.partition(), "place", found);
        require(found.valueLength() == stored.lengths[record], "length " + stored.lengths[record], found);
        int id = BatchFormat.intAt(found.valueArray(), found.valueOffset());
        require(id == stored.ids[record], "record " + stored.ids[record] + " instead of " + id, found);
        require(found.leaderEpoch() == stored.epoch, "epoch " + stored.epoch, found);
        require(found.timestamp() == stored.timestamp, "timestamp " + stored.timestamp, found);
        record++;
    }

    /** Goes on to an offset; nothing that must be read may be before it. */
    private void pass(long offset) {
        while (batch < batches.size()) {
            StoredBatch stored = batches.get(batch);
            if (record == stored.ids.length || !stored.readable(committed)) {
                batch++;
                record = 0;
            } else if (stored.offsets[record] >= offset) {
                return;
            } else if (stored.offsets[record] < from || stored.gone[record]) {
                record++;
            } else {
                throw new AssertionError(
                        portion.topic() + portion.partition() + " skips offset " + stored.offsets[record]);
            }
        }
    }

    private void require(boolean holds, String expected, LogRecord found) {
        if (!holds) {
            throw new AssertionError(portion.topic() + portion.partition() + " gives offset " + found.offset()
                    + ", expected " + expected);
        }
    }
}

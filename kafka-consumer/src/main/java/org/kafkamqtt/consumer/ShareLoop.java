package org.kafkamqtt.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.ClosedPipe;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Reason;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;

/**
 * Reads records of a share group until what was asked for is done, and acknowledges each after it was written; those that were
 * not go back to the group.
 *
 * <p>One thread: a wish to stop only wakes it up.
 */
final class ShareLoop {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT = Duration.ofSeconds(30);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final RecordFilter filter;
    private final Limits limits;
    private final AcknowledgeType ack;
    private final Console console;
    private final Stop stop;
    private final BrokerWatch brokers;
    private long taken;
    private long handled;

    ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            Sink sink,
            RecordFilter filter,
            Limits limits,
            AcknowledgeType ack,
            BrokerWatch.Patience patience,
            Console console) {
        this.consumer = consumer;
        this.sink = sink;
        this.filter = filter;
        this.limits = limits;
        this.ack = ack;
        this.console = console;
        this.stop = console.stop();
        this.brokers = new BrokerWatch(consumer::poll, consumer::metrics, patience);
    }

    /** Reads; answers why it ended. */
    Ending run() throws IOException {
        stop.onRequest(consumer::wakeup);
        long begun = System.nanoTime();
        long heard = begun;
        while (true) {
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (taken >= limits.records()) {
                return Ending.COUNT;
            }
            ConsumerRecords<byte[], byte[]> records = brokers.poll(limits.within(POLL));
            long now = System.nanoTime();
            if (!records.isEmpty()) {
                heard = now;
                if (!handle(records)) {
                    return Ending.CLOSED_PIPE;
                }
            }
            if (limits.over(now - begun, now - heard)) {
                return Ending.TIMED_OUT;
            }
        }
    }

    /** Writes and acknowledges; false if nobody reads standard output any more. */
    private boolean handle(ConsumerRecords<byte[], byte[]> records) throws IOException {
        Written written = new Written();
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (taken + written.wanted >= limits.records() || stop.requested()) {
                    break;
                }
                boolean wanted = filter.wants(record);
                if (wanted) {
                    sink.take(record);
                }
                written.add(wanted);
            }
            boolean reader = delivered();
            acknowledge(records, written, written.arrived());
            return reader;
        } catch (ClosedPipe e) {
            acknowledge(records, written, written.arrived());
            return false;
        } catch (Unfinished e) {
            acknowledge(records, written, sink.atOnce() ? written.records.size() : 0);
            if (stop.requested()) {
                return true;
            }
            throw e.failure();
        }
    }

    /** Makes the records durable, or waits for the reader of a pipe to take them out; false if it has gone. */
    private boolean delivered() throws IOException {
        sink.finish(Map.of());
        if (!(sink instanceof PipeSink pipe)) {
            return true;
        }
        while (pipe.unread() > 0 && !stop.requested()) {
            if (!pipe.hasReader()) {
                return false;
            }
            sink.finish(Map.of());
        }
        return true;
    }

    private void acknowledge(ConsumerRecords<byte[], byte[]> records, Written written, int arrived) {
        int at = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            boolean good = at < arrived;
            boolean wanted = good && written.records.get(at);
            consumer.acknowledge(record, !good ? AcknowledgeType.RELEASE : wanted ? ack : AcknowledgeType.ACCEPT);
            handled += good ? 1 : 0;
            taken += wanted ? 1 : 0;
            at++;
        }
        commit();
    }

    private void commit() {
        try {
            tell();
        } catch (WakeupException e) {
            // The wish to stop came in the middle: it is known by now, and the acknowledgements still have to be made.
            tell();
        }
    }

    private void tell() {
        consumer.commitSync(COMMIT)
                .forEach((partition, trouble) -> trouble.ifPresent(e -> console.say("an acknowledgement for "
                        + partition.topicPartition() + " was not taken, its records come again: " + Reason.of(e))));
    }

    /** What became of the records, given how many of those that were taken failed. */
    Tally.Counts counts(long failed) {
        return new Tally.Counts(handled, taken, taken - failed, failed, handled - taken);
    }

    /** The records of one poll that were handed to the sink, with where they end in a pipe. */
    private final class Written {
        /** Whether each one was wanted. */
        private final List<Boolean> records = new ArrayList<>();

        private final List<Long> ends = new ArrayList<>();
        private long wanted;

        void add(boolean isWanted) {
            records.add(isWanted);
            wanted += isWanted ? 1 : 0;
            ends.add(sink instanceof PipeSink pipe ? pipe.taken() : 0L);
        }

        /** How many of them, from the first on, the reader has; without a pipe all. */
        int arrived() throws IOException {
            long read = sink instanceof PipeSink pipe ? pipe.read() : 0;
            int count = 0;
            while (count < ends.size() && ends.get(count) <= read) {
                count++;
            }
            return count;
        }
    }
}

package org.kafkamqtt.consumer.watch;

import java.util.Locale;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.text.Bytes;

/**
 * How far reading of one partition is at one moment.
 *
 * @param position offset of the next record to read
 * @param end offset of the record that comes next, if known
 * @param rate records a second since the moment before
 */
record PartitionLag(TopicPartition partition, long position, OptionalLong end, double rate) {

    OptionalLong lag() {
        return end.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end.getAsLong() - position));
    }

    /** Seconds until the end is reached at this rate; unknown where nothing moves. */
    OptionalLong secondsLeft() {
        OptionalLong lag = lag();
        if (lag.isEmpty() || (rate <= 0 && lag.getAsLong() > 0)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(lag.getAsLong() == 0 ? 0 : (long) Math.ceil(lag.getAsLong() / rate));
    }

    void addJson(Bytes out) {
        out.add("{\"topic\":").addJson(partition.topic());
        out.add(",\"partition\":").addNumber(partition.partition());
        out.add(",\"position\":").addNumber(position);
        add(out.add(",\"end\":"), end);
        add(out.add(",\"lag\":"), lag());
        out.add(",\"rate\":").add(String.format(Locale.ROOT, "%.1f", rate));
        add(out.add(",\"left\":"), secondsLeft());
        out.add("}\n");
    }

    private static void add(Bytes out, OptionalLong number) {
        if (number.isPresent()) {
            out.addNumber(number.getAsLong());
        } else {
            out.addJsonNull();
        }
    }
}

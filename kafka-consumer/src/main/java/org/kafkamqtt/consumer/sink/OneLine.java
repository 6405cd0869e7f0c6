package org.kafkamqtt.consumer.sink;

import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Another format, whose records must be one line each: refuses those that are not. */
public final class OneLine implements RecordFormat {
    private final RecordFormat format;

    public OneLine(RecordFormat format) {
        this.format = format;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        int from = out.size();
        format.add(out, record);
        int end = end(out, from);
        if (end != out.size()) {
            throw Unfinished.inAnyCase(new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    record.topic() + "-" + record.partition() + " offset " + record.offset()
                            + (end > out.size()
                                    ? " does not end with a newline, which --into needs: end the format with \\n, or use -J"
                                    : " is more than one line, but --into takes one line for each record: use -J")));
        }
    }

    /** Where the first line ends; beyond everything if it does not. */
    private static int end(Bytes out, int from) {
        byte[] array = out.array();
        for (int at = from; at < out.size(); at++) {
            if (array[at] == '\n') {
                return at + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}

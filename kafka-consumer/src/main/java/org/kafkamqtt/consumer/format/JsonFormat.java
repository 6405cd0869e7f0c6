package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.RecordLine;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Our JSON lines; {@code expectedPartition} is added where a balancer would have chosen another partition. */
public final class JsonFormat implements RecordFormat {
    private static final byte[] EXPECTED = ",\"expectedPartition\":".getBytes(US_ASCII);

    private final RecordLine line = new RecordLine();
    private final @Nullable PlacementCheck placement;

    public JsonFormat() {
        this(null);
    }

    /**
     * Makes the format.
     *
     * @param placement tells which records are in the wrong partition; null if that is not checked
     */
    public JsonFormat(@Nullable PlacementCheck placement) {
        this.placement = placement;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        line.add(out, record);
        if (placement != null && placement.isWrong(record)) {
            int home = placement.home(record);
            out.shrinkTo(out.size() - 1);
            out.add(EXPECTED)
                    .add(home == PlacementCheck.NOWHERE ? "null" : Integer.toString(home))
                    .add('}');
        }
        out.add('\n');
    }
}

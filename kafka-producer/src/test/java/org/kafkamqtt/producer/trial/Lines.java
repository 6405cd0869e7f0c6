package org.kafkamqtt.producer.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.source.Source;

/** A source of lines in memory; what is read of one may be a failure. */
public final class Lines implements Source {
    private final List<Line> lines;
    private int at;

    private Lines(List<Line> lines, int at) {
        this.lines = lines;
        this.at = at;
    }

    /** What is read of one line. */
    public interface Line {
        void read(Draft draft) throws IOException, BadRecord;
    }

    public static Lines of(Line... lines) {
        return new Lines(List.of(lines), 0);
    }

    /** Lines that are values. */
    public static Lines of(String... values) {
        return new Lines(List.of(values).stream().map(Lines::value).toList(), 0);
    }

    /** A source that stands at this line. */
    public static Lines at(int number) {
        return new Lines(List.of(), number);
    }

    public static Line value(String value) {
        return draft -> draft.setValue(value.getBytes(UTF_8));
    }

    @Override
    public boolean next(Draft draft) throws IOException, BadRecord {
        if (at == lines.size()) {
            return false;
        }
        lines.get(at++).read(draft);
        return true;
    }

    @Override
    public Origin origin() {
        return new Origin("in", 0, "line");
    }

    @Override
    public long number() {
        return at;
    }

    @Override
    public long consumed() {
        return 10L * at;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public byte @Nullable [] copy() {
        return ("line " + at).getBytes(UTF_8);
    }

    @Override
    public void copyTo(OutputStream out) {}

    @Override
    public void close() {}
}

package org.kafkamqtt.producer.source;

import java.io.IOException;
import java.io.OutputStream;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;

/** Records generated from a template, each parsed as if it had been in the input. The sending thread owns it. */
public final class Generated implements Source {
    private static final Origin ORIGIN = new Origin("the generator", 0, "record");

    private final long count;
    private final Template template;
    private final Chance chance;
    private final PieceParser parser;
    private final Bytes text = new Bytes(256);
    private long number;
    private long consumed;

    /**
     * @param count how many, 0 for no end
     */
    public Generated(long count, Template template, Chance chance, PieceParser parser) {
        this.count = count;
        this.template = template;
        this.chance = chance;
        this.parser = parser;
    }

    @Override
    public boolean next(Draft draft) throws BadRecord {
        if (count > 0 && number == count) {
            return false;
        }
        number++;
        text.clear();
        chance.advance();
        template.append(chance, text);
        consumed += text.size();
        parser.parse(text.array(), 0, text.size(), draft);
        return true;
    }

    @Override
    public Origin origin() {
        return ORIGIN;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long consumed() {
        return consumed;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public byte[] copy() {
        return text.toArray();
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
        text.writeTo(out);
        out.write('\n');
    }

    @Override
    public void close() {}
}

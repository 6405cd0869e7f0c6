package org.kafkamqtt.consumer.format;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** JSON lines of another format with names, texts, numbers and the rest in colours; a person reads them, so speed does not matter.
 * Not thread-safe; the formatting thread owns it. */
public final class ColouredJson implements RecordFormat {
    private final RecordFormat json;
    private final Bytes line = new Bytes();

    public ColouredJson(RecordFormat json) {
        this.json = json;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        line.clear();
        json.add(line, record);
        byte[] bytes = line.array();
        int size = line.size();
        int at = 0;
        while (at < size) {
            int end = end(bytes, at, size);
            if (end == at) {
                out.addByte(bytes[at++]);
                continue;
            }
            colour(bytes, at, end, size).begin(out);
            out.add(bytes, at, end - at);
            Colour.end(out);
            at = end;
        }
    }

    /** Where the text, number or word that begins here ends; here if none does. */
    private static int end(byte[] bytes, int at, int size) {
        int end = at;
        if (bytes[at] == '"') {
            end++;
            while (bytes[end] != '"') {
                end += bytes[end] == '\\' ? 2 : 1;
            }
            return end + 1;
        }
        while (end < size && (Character.isLetterOrDigit(bytes[end]) || bytes[end] == '-')) {
            end++;
        }
        return end;
    }

    private static Colour colour(byte[] bytes, int at, int end, int size) {
        if (bytes[at] == '"') {
            return end < size && bytes[end] == ':' ? Colour.NAME : Colour.TEXT;
        }
        return Character.isLetter(bytes[at]) ? Colour.OTHER : Colour.NUMBER;
    }
}

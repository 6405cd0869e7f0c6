package org.kafkamqtt.consumer.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.kafkamqtt.console.json.JsonLines;
import org.kafkamqtt.console.stream.FileOutput;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A file of our JSON lines, with the reason added as a header, so that {@code kafka-producer -J} can send them again. */
public final class DeadLetterFile implements DeadLetters {
    private final OutputStream out;
    private final JsonFormat json = new JsonFormat();

    public DeadLetterFile(Path file) throws IOException {
        out = new FileOutput(file, JsonLines.appending(file));
    }

    @Override
    public synchronized void add(LogRecord record, String reason) throws IOException {
        Bytes line = new Bytes();
        json.add(line, DeadLetterTopic.marked(record, reason));
        line.writeTo(out);
    }

    @Override
    public synchronized void settle() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}

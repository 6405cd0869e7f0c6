package org.kafkamqtt.producer.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.kafka.RecordLine;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * How a delivery report looks: kcat's tokens {@code %t %p %o %k %K %s %S %T %h %%}, and {@code %l} for the place in the
 * input.
 */
public interface ReportFormat {
    /** Adds the report of one record, without a line end. */
    void append(Bytes out, Tracked sent, RecordMetadata metadata);

    /** Our JSON line of the record, with its offset. */
    static ReportFormat json() {
        RecordLine line = new RecordLine();
        LogRecord stored = new LogRecord();
        return (out, sent, metadata) -> {
            ProducerRecord<byte[], byte[]> record = kept(sent);
            byte[] key = record.key();
            byte[] value = record.value();
            stored.in(metadata.topic(), metadata.partition())
                    .at(metadata.offset(), -1, metadata.timestamp(), false)
                    .key(orNone(key), 0, length(key))
                    .value(orNone(value), 0, length(value))
                    .headers(() -> headers(record));
            line.add(out, stored);
        };
    }

    private static byte[] orNone(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static List<org.kafkamqtt.console.json.Header> headers(ProducerRecord<byte[], byte[]> record) {
        List<org.kafkamqtt.console.json.Header> all = new ArrayList<>();
        record.headers().forEach(each -> all.add(new org.kafkamqtt.console.json.Header(each.key(), each.value())));
        return all;
    }

    /**
     * Reads a format; a line end at its end is implied.
     *
     * @throws Failure status 2 with the place of an unknown token
     */
    static ReportFormat parse(String text) {
        String line = text.endsWith("\\n") ? text.substring(0, text.length() - 2) : text;
        List<ReportFormat> pieces = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            int percent = line.indexOf('%', at);
            int end = percent < 0 ? line.length() : percent;
            if (end > at) {
                byte[] plain = Escapes.bytes(line.substring(at, end));
                pieces.add((out, sent, metadata) -> out.add(plain));
            }
            if (percent < 0) {
                break;
            }
            pieces.add(token(text, percent, percent + 1 < line.length() ? line.charAt(percent + 1) : ' '));
            at = percent + 2;
        }
        return (out, sent, metadata) -> pieces.forEach(piece -> piece.append(out, sent, metadata));
    }

    private static ReportFormat token(String text, int at, char letter) {
        return switch (letter) {
            case '%' -> (out, sent, metadata) -> out.add('%');
            case 't' -> (out, sent, metadata) -> out.add(metadata.topic());
            case 'p' -> (out, sent, metadata) -> out.addNumber(metadata.partition());
            case 'o' -> (out, sent, metadata) -> out.addNumber(metadata.offset());
            case 'T' -> (out, sent, metadata) -> out.addNumber(metadata.timestamp());
            case 'l' -> (out, sent, metadata) -> out.add(sent.place());
            case 'k' -> (out, sent, metadata) -> bytes(out, kept(sent).key());
            case 's' -> (out, sent, metadata) -> bytes(out, kept(sent).value());
            case 'K' -> (out, sent, metadata) -> out.addNumber(length(kept(sent).key()));
            case 'S' -> (out, sent, metadata) -> out.addNumber(length(kept(sent).value()));
            case 'h' -> (out, sent, metadata) -> headers(out, kept(sent));
            default ->
                throw Failure.usage("--report-format '" + text + "' has an unknown token at character " + (at + 1)
                        + ": use %t %p %o %k %K %s %S %T %h %l %%");
        };
    }

    private static ProducerRecord<byte[], byte[]> kept(Tracked sent) {
        ProducerRecord<byte[], byte[]> record = sent.record();
        if (record == null) {
            throw new IllegalStateException("the record was not kept");
        }
        return record;
    }

    private static void bytes(Bytes out, byte @Nullable [] bytes) {
        if (bytes != null) {
            out.add(bytes);
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    private static void headers(Bytes out, ProducerRecord<byte[], byte[]> record) {
        boolean first = true;
        for (Header header : record.headers()) {
            if (!first) {
                out.add(',');
            }
            out.add(header.key()).add('=');
            out.add(header.value() == null ? "NULL".getBytes(StandardCharsets.US_ASCII) : header.value());
            first = false;
        }
    }
}

package org.kafkamqtt.producer.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.kafka.RecordLine;

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
        return (out, sent, metadata) -> {
            ProducerRecord<byte[], byte[]> record = kept(sent);
            line.add(
                    out,
                    new ConsumerRecord<>(
                            metadata.topic(),
                            metadata.partition(),
                            metadata.offset(),
                            metadata.timestamp(),
                            TimestampType.CREATE_TIME,
                            ConsumerRecord.NULL_SIZE,
                            ConsumerRecord.NULL_SIZE,
                            record.key(),
                            record.value(),
                            record.headers(),
                            Optional.empty()));
        };
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

    private static long length(byte @Nullable [] bytes) {
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

package org.kafkamqtt.kafka;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.RecordJson;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Writes Kafka records as our JSON lines: {@code topic, partition, offset, timestamp, timestampType, key, value, headers}.
 *
 * <p>Remembers the beginning of the last line it wrote, of which the next one mostly differs in a few digits, so that a record costs
 * little and no garbage ({@code bench/consumer}); one instance per writing thread.
 */
public final class RecordLine {
    private static final byte[] PARTITION = ascii(",\"partition\":");
    private static final byte[] OFFSET = ascii(",\"offset\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] CREATE = ascii(",\"timestampType\":\"CreateTime\"");
    private static final byte[] LOG_APPEND = ascii(",\"timestampType\":\"LogAppendTime\"");
    private static final byte[] KEY = ascii(",\"key\":");
    private static final byte[] VALUE = ascii(",\"value\":");
    private static final byte[] NO_KEY = ascii(",\"key\":null,\"value\":");
    private static final byte[] NO_HEADERS = ascii(",\"headers\":[]}");

    private String lastTopic = "";
    private byte[] opening = opening("");
    private final Bytes head = new Bytes(256);
    private final Digits offset = new Digits();
    private final Digits timestamp = new Digits();
    private String headTopic = "";
    private int headPartition = -1;
    private boolean headTimed;
    private boolean headLogAppend;
    private boolean headKeyless;

    /** Adds a record that was read, without a line end. */
    public void add(Bytes out, LogRecord record) {
        if (!turnTo(record)) {
            begin(record);
        }
        out.add(head.array(), 0, head.size());
        if (record.keyLength() >= 0) {
            RecordJson.addText(out, "key", record.keyArray(), record.keyOffset(), record.keyLength());
            out.add(VALUE);
        }
        if (record.valueLength() < 0) {
            out.addJsonNull();
        } else {
            RecordJson.addText(out, "value", record.valueArray(), record.valueOffset(), record.valueLength());
        }
        List<Header> headers = record.headers();
        if (headers.isEmpty()) {
            out.add(NO_HEADERS);
        } else {
            RecordJson.addHeaders(out, headers);
            out.add('}');
        }
    }

    /** Changes the numbers of the last beginning to those of this record; false if that is not all that is different. */
    private boolean turnTo(LogRecord record) {
        return record.partition() == headPartition
                && record.topic().equals(headTopic)
                && record.timed() == headTimed
                && record.logAppendTime() == headLogAppend
                && record.keyLength() < 0 == headKeyless
                && offset.turnTo(record.offset(), head.array())
                && (!headTimed || timestamp.turnTo(record.timestamp(), head.array()));
    }

    private void begin(LogRecord record) {
        headTopic = record.topic();
        headPartition = record.partition();
        headTimed = record.timed();
        headLogAppend = record.logAppendTime();
        head.clear();
        head.add(openingFor(headTopic)).add(PARTITION).addNumber(headPartition).add(OFFSET);
        offset.add(record.offset(), head);
        if (headTimed) {
            head.add(TIMESTAMP);
            timestamp.add(record.timestamp(), head);
            head.add(headLogAppend ? LOG_APPEND : CREATE);
        }
        headKeyless = record.keyLength() < 0;
        head.add(headKeyless ? NO_KEY : KEY);
    }

    /** Adds a record that is still to be sent, as far as it is decided, without a line end. */
    public void add(Bytes out, ProducerRecord<byte[], byte[]> record) {
        out.add(openingFor(record.topic()));
        Integer partition = record.partition();
        if (partition != null) {
            out.add(PARTITION).addNumber(partition);
        }
        Long time = record.timestamp();
        if (time != null) {
            out.add(TIMESTAMP).addNumber(time);
        }
        RecordJson.addMember(out, "key", record.key());
        RecordJson.addMember(out, "value", record.value());
        addHeaders(out, record.headers());
    }

    private static void addHeaders(Bytes out, Headers headers) {
        out.add(",\"headers\":[");
        boolean first = true;
        for (org.apache.kafka.common.header.Header header : headers) {
            if (!first) {
                out.add(',');
            }
            RecordJson.addHeader(out, header.key(), header.value());
            first = false;
        }
        out.add("]}");
    }

    private byte[] openingFor(String topic) {
        if (!topic.equals(lastTopic)) {
            opening = opening(topic);
            lastTopic = topic;
        }
        return opening;
    }

    private static byte[] opening(String topic) {
        return new Bytes(64).add("{\"topic\":").addJson(topic).toArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The digits of a number that lie in the beginning of a line. */
    private static final class Digits {
        private long number;
        private int end;
        /** The numbers with as many digits: from here on; none if this is negative. */
        private long least;

        private long most;

        /** Adds a number. */
        void add(long added, Bytes line) {
            int begin = line.size();
            line.addNumber(added);
            number = added;
            end = line.size();
            least = added < 0 ? Long.MAX_VALUE : 0;
            most = 9;
            for (int digits = end - begin; digits > 1 && added >= 0; digits--) {
                least = most + 1;
                most = least > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : least * 10 - 1;
            }
        }

        /** Writes another number over it; false if it has more or fewer digits. */
        boolean turnTo(long other, byte[] line) {
            if (other < least || other > most) {
                return other == number;
            }
            long more = other - number;
            if (more > 0 && more < 10) {
                count(line, (int) more);
            } else if (more != 0) {
                write(line, other);
            }
            number = other;
            return true;
        }

        private void count(byte[] line, int more) {
            int at = end - 1;
            int digit = line[at] + more;
            while (digit > '9') {
                line[at--] = (byte) (digit - 10);
                digit = line[at] + 1;
            }
            line[at] = (byte) digit;
        }

        private void write(byte[] line, long other) {
            int at = end;
            for (long now = other, old = number; now != old; now /= 10, old /= 10) {
                line[--at] = (byte) ('0' + now % 10);
            }
        }
    }
}

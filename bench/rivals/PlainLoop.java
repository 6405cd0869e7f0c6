import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The lowest possible cost of sending the keyed lines of a file with kafka-clients: no tally, no places of lines, no
 * latencies, no checks. Arguments: broker, topic, file.
 */
final class PlainLoop {
    public static void main(String[] args) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", args[0],
                "batch.size", 524288,
                "buffer.memory", 8388608,
                "linger.ms", 5);
        long[] counts = new long[2];
        Callback count = (metadata, failure) -> counts[failure == null ? 0 : 1]++;
        try (InputStream in = new FileInputStream(args[2]);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] buffer = new byte[1 << 18];
            int from = 0;
            int to = 0;
            while (true) {
                int end = find(buffer, from, to, '\n');
                if (end < 0) {
                    System.arraycopy(buffer, from, buffer, 0, to - from);
                    to -= from;
                    from = 0;
                    int read = in.read(buffer, to, buffer.length - to);
                    if (read < 0) {
                        break;
                    }
                    to += read;
                    continue;
                }
                int colon = find(buffer, from, end, ':');
                byte[] key = Arrays.copyOfRange(buffer, from, colon);
                byte[] value = Arrays.copyOfRange(buffer, colon + 1, end);
                producer.send(new ProducerRecord<>(args[1], key, value), count);
                from = end + 1;
            }
        }
        System.out.println(counts[0] + " acknowledged, " + counts[1] + " failed");
    }

    private static int find(byte[] bytes, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}

import java.util.Arrays;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Hash;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Options;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;

/**
 * Keeps each tenant to a few neighbouring partitions, so that a noisy one reaches no more of them; inside, a key stays on
 * one partition, so that a device's messages keep their order.
 *
 * The tenant is the key up to the first '/'. Options: size=3 (partitions for each tenant).
 */
public class Tenants implements Balancer {
    private final int size;

    public Tenants(Options options) {
        size = (int) options.number("size", 3, 1, 1000);
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        byte[] key = message.key() == null ? new byte[0] : message.key();
        int count = partitions.count();
        int first = (Hash.CRC32.of(tenant(key)) & 0x7fffffff) % count;
        int within = (Hash.MURMUR2.of(key) & 0x7fffffff) % Math.min(size, count);
        return partitions.id((first + within) % count);
    }

    private static byte[] tenant(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (key[i] == '/') {
                return Arrays.copyOf(key, i);
            }
        }
        return key;
    }

    @Override
    public Ordering ordering() {
        return Ordering.PER_KEY;
    }
}

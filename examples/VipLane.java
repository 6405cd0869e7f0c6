import java.nio.charset.StandardCharsets;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Hash;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Options;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;

/**
 * Keys that begin with "vip-" go to the first partitions, all others to the rest.
 *
 * Options: lanes=1 (how many partitions are for them), prefix=vip- (what their keys begin with).
 */
public class VipLane implements Balancer {
    private final int lanes;
    private final byte[] prefix;

    public VipLane(Options options) {
        lanes = (int) options.number("lanes", 1, 1, 1000);
        prefix = options.text("prefix").orElse("vip-").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        byte[] key = message.key() == null ? new byte[0] : message.key();
        int hash = Hash.MURMUR2.of(key) & 0x7fffffff;
        int ours = Math.min(lanes, partitions.count() - 1);
        if (ours == 0) {
            return partitions.id(0);
        }
        return partitions.id(startsWithPrefix(key) ? hash % ours : ours + hash % (partitions.count() - ours));
    }

    private boolean startsWithPrefix(byte[] key) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= key.length || key[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Ordering ordering() {
        return Ordering.PER_KEY;
    }
}

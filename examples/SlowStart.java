import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Options;
import org.kafkamqtt.balancer.Partitions;

/**
 * Spreads messages at random, but gives a partition its full share only once it has acknowledged enough: a new or a
 * recovered one is warmed up instead of flooded.
 *
 * Options: warm=1000 (acknowledgements until it counts as warm), share=10 (percent it gets before).
 */
public class SlowStart implements Balancer, Learning {
    private static final int MOST_PARTITIONS = 10_000;

    private final AtomicLongArray acknowledged = new AtomicLongArray(MOST_PARTITIONS);
    private final long warm;
    private final int share;

    public SlowStart(Options options) {
        warm = options.number("warm", 1000, 1, Long.MAX_VALUE);
        share = (int) options.number("share", 10, 1, 100);
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int chosen = partitions.id(random.nextInt(partitions.count()));
        // A cold one is usually drawn again; after a few draws it is taken as it is.
        for (int draw = 0; draw < 3 && isCold(chosen) && random.nextInt(100) >= share; draw++) {
            chosen = partitions.id(random.nextInt(partitions.count()));
        }
        return chosen;
    }

    private boolean isCold(int partition) {
        return acknowledged.get(partition % MOST_PARTITIONS) < warm;
    }

    @Override
    public void sent(int partition, int bytes) {}

    @Override
    public void acknowledged(int partition, int bytes, long latencyNanos) {
        acknowledged.incrementAndGet(partition % MOST_PARTITIONS);
    }

    @Override
    public void failed(int partition, int bytes) {
        acknowledged.set(partition % MOST_PARTITIONS, 0);
    }
}

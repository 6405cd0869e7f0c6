import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The one thread of the load generator, and the connections that it serves. */
final class Loop {
    /** What all connections read into, one at a time. */
    final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);

    private final Selector selector;
    private final InetSocketAddress broker;
    private final List<Link> unwritten = new ArrayList<>();

    Loop(InetSocketAddress broker) throws IOException {
        this.selector = Selector.open();
        this.broker = broker;
    }

    /** Opens connections until as many are accepted, 200 at a time. */
    List<Link> open(int count, String prefix, Link.Events events) throws IOException {
        List<Link> links = new ArrayList<>();
        while (links.size() < count) {
            int from = links.size();
            for (int i = from; i < Math.min(count, from + 200); i++) {
                links.add(new Link(this, selector, broker, prefix + i, events));
            }
            until(() -> links.subList(from, links.size()).stream().allMatch(Link::accepted), 30_000);
        }
        return links;
    }

    /** Serves the connections until the claim is true; it is looked at after each turn. */
    void until(BooleanSupplier claim, long limitMs) throws IOException {
        long deadline = System.nanoTime() + limitMs * 1_000_000;
        while (!claim.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new Trouble("gave up after " + limitMs / 1000 + " s");
            }
            turn(5);
        }
    }

    /** Serves the connections for so long. */
    void during(long ms) throws IOException {
        long deadline = System.nanoTime() + ms * 1_000_000;
        for (long left = ms; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            turn(Math.min(left, 5));
        }
    }

    /** Serves whoever is ready; waits for that, 0 for not at all. */
    void turn(long waitMs) throws IOException {
        flush();
        if (waitMs == 0) {
            selector.selectNow();
        } else {
            selector.select(waitMs);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((Link) key.attachment()).ready(key);
        }
        selector.selectedKeys().clear();
        flush();
    }

    void unwritten(Link link) {
        unwritten.add(link);
    }

    private void flush() throws IOException {
        for (Link link : unwritten) {
            link.flush();
        }
        unwritten.clear();
    }
}

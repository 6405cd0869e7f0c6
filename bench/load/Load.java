import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts an MQTT broker under load, on one thread, and prints one line of figures; status 1 and the reason on standard error if a
 * message was lost or anything else is not as it should be. {@code bench/mqtt-broker} starts it:
 * {@code Load acks|through|paced|fan HOST PORT WARM-UP SECONDS} or {@code Load idle HOST PORT PID}.
 */
public final class Load implements Link.Events {
    private static final int PUBLISHERS = 50;
    private static final int WINDOW = 20;
    private static final int PACED_PUBLISHERS = 20;
    private static final int PACED_RATE = 2000;
    private static final int FAN = 500;
    private static final int FAN_WINDOW = 100;
    private static final int IDLE = 10_000;
    /** Lateness of the generator itself, in nanoseconds, that is not the broker's; beyond it the time when a message was due counts. */
    private static final long OWN_LATENESS = 2_000_000;

    private final Loop loop;
    private final Map<Link, Publisher> publishers = new HashMap<>();
    private final List<Publisher> all = new ArrayList<>();
    private Numbered[] accounts = {};
    private final Map<Link, Numbered> accountOf = new HashMap<>();
    private long acknowledged;
    private long arrived;
    private int subscribed;
    /** Whether an acknowledgement is followed by the next message. */
    private boolean flowing;

    private long[] latencies = {};
    private int measured;
    private boolean measuring;

    private Load(String host, int port) throws IOException {
        loop = new Loop(new InetSocketAddress(host, port));
    }

    public static void main(String[] args) throws IOException {
        try {
            Load load = new Load(args[1], Integer.parseInt(args[2]));
            long warmUp = Long.parseLong(args[3]) * 1000;
            long ms = args.length > 4 ? Long.parseLong(args[4]) * 1000 : 0;
            System.out.println(
                    switch (args[0]) {
                        case "acks" -> load.flood(0, warmUp, ms);
                        case "through" -> load.flood(1, warmUp, ms);
                        case "paced" -> load.paced(warmUp, ms);
                        case "fan" -> load.fan(warmUp, ms);
                        case "idle" -> load.idle(args[3]);
                        default -> throw new Trouble("no case " + args[0]);
                    });
        } catch (Trouble e) {
            System.err.println("no figure: " + e.getMessage());
            System.exit(1);
        }
    }

    // ---- what is measured

    /** Publishers with a window each, as fast as it goes: acknowledgements, or what arrives where somebody has subscribed. */
    private String flood(int subscribers, long warmUp, long ms) throws IOException {
        subscribe(subscribers, "#", 1, PUBLISHERS);
        publishers(PUBLISHERS);
        flowing = true;
        for (Publisher each : all) {
            for (int i = 0; i < WINDOW; i++) {
                each.publish(1, 0);
            }
        }
        loop.during(warmUp);
        long acknowledgedBefore = acknowledged;
        long arrivedBefore = arrived;
        long began = System.nanoTime();
        loop.during(ms);
        double seconds = (System.nanoTime() - began) / 1e9;
        long acks = acknowledged - acknowledgedBefore;
        long through = arrived - arrivedBefore;
        flowing = false;
        drain(subscribers);
        return String.format(
                Locale.ROOT,
                "rate %.0f acks %.0f sent %d repeated %d",
                (subscribers == 0 ? acks : through) / seconds,
                acks / seconds,
                sent(),
                repeated());
    }

    /** So many messages a second, end to end. */
    private String paced(long warmUp, long ms) throws IOException {
        subscribe(1, "#", 1, PACED_PUBLISHERS);
        publishers(PACED_PUBLISHERS);
        latencies = new long[(int) (ms * PACED_RATE / 1000) + PACED_RATE];
        long step = 1_000_000_000L / PACED_RATE;
        long began = System.nanoTime();
        long measureFrom = began + warmUp * 1_000_000;
        long end = measureFrom + ms * 1_000_000;
        long due = began;
        for (long now = began; now < end; now = System.nanoTime()) {
            measuring = now >= measureFrom;
            for (; due <= now; due += step) {
                all.get((int) (sent() % PACED_PUBLISHERS)).publish(1, now - due < OWN_LATENESS ? now : due);
            }
            loop.turn(1);
        }
        drain(1);
        long[] sorted = Arrays.copyOf(latencies, measured);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "p50 %.2f p99 %.2f p99.9 %.2f most %.2f sent %d repeated %d",
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1),
                sent(),
                repeated());
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, (long) (share * sorted.length))] / 1e6;
    }

    /** One publisher at QoS 0, many subscribers; so many messages at most are on their way, as nobody may drop any. */
    private String fan(long warmUp, long ms) throws IOException {
        subscribe(FAN, "fan/out", 0, 1);
        Publisher publisher = new Publisher(0, loop.open(1, "publisher-", this).get(0), "fan/out");
        long began = System.nanoTime() + warmUp * 1_000_000;
        long end = began + ms * 1_000_000;
        long before = -1;
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            if (before < 0 && now >= began) {
                before = arrived;
                began = now;
            }
            while ((publisher.sent() - FAN_WINDOW) * FAN < arrived) {
                publisher.publish(0, 0);
            }
            loop.turn(5);
        }
        double rate = (arrived - before) / ((System.nanoTime() - began) / 1e9);
        loop.until(() -> arrived == publisher.sent() * FAN, 30_000);
        return String.format(Locale.ROOT, "rate %.0f sent %d repeated %d", rate, publisher.sent(), repeated());
    }

    /** What a connection costs that does nothing, in bytes of the broker's resident memory. */
    private String idle(String pid) throws IOException {
        long before = resident(pid);
        List<Link> links = loop.open(IDLE, "idle-", this);
        loop.during(5000);
        long after = resident(pid);
        for (Link link : links) {
            link.close();
        }
        return String.format(
                Locale.ROOT, "bytes %d before %d after %d", (after - before) / IDLE, before / 1024, after / 1024);
    }

    private static long resident(String pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new Trouble("process " + pid + " has gone");
    }

    // ---- what it takes

    private void subscribe(int count, String filter, int qos, int publishing) throws IOException {
        accounts = new Numbered[count];
        List<Link> links = loop.open(count, "subscriber-", this);
        for (int i = 0; i < count; i++) {
            accounts[i] = new Numbered(publishing);
            accountOf.put(links.get(i), accounts[i]);
            links.get(i).subscribe(filter, qos);
        }
        loop.until(() -> subscribed == count, 30_000);
    }

    private void publishers(int count) throws IOException {
        List<Link> links = loop.open(count, "publisher-", this);
        for (int i = 0; i < count; i++) {
            all.add(new Publisher(i, links.get(i), "site/" + i % 7 + "/device-" + i));
            publishers.put(links.get(i), all.get(i));
        }
    }

    /** Until all that was sent is acknowledged and has arrived. */
    private void drain(int subscribers) throws IOException {
        try {
            loop.until(() -> acknowledged == sent() && arrived == sent() * subscribers, 120_000);
        } catch (Trouble e) {
            throw new Trouble("sent " + sent() + ", acknowledged " + acknowledged + ", arrived " + arrived);
        }
    }

    private long sent() {
        long sum = 0;
        for (Publisher each : all) {
            sum += each.sent();
        }
        return sum;
    }

    private long repeated() {
        return Arrays.stream(accounts).mapToLong(Numbered::repeated).sum();
    }

    // ---- what happens

    @Override
    public void subscribed(Link link) {
        subscribed++;
    }

    @Override
    public void acknowledged(Link link, int identifier) {
        Publisher publisher = publishers.get(link);
        publisher.acknowledged(identifier);
        acknowledged++;
        if (flowing) {
            publisher.publish(1, 0);
        }
    }

    @Override
    public void arrived(Link link, ByteBuffer bytes, int from, int length) {
        if (accountOf.get(link).count(bytes, from, length)) {
            arrived++;
            if (measuring && measured < latencies.length) {
                latencies[measured++] = System.nanoTime() - Numbered.time(bytes, from);
            }
        }
    }
}

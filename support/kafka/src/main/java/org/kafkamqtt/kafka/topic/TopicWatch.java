package org.kafkamqtt.kafka.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * Looks at the topics of a run every few seconds, on a thread of its own, and keeps the changes until they are asked for.
 *
 * <p>The first look comes a second after the start, so that short runs do without it: a run that keeps something about a
 * topic asks for its {@link #id} before that. Thread-safe.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** Deleting a topic to create it again takes a few seconds. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final TopicLook look;
    private volatile Looking looking;
    private final Set<String> topics = new TreeSet<>();
    private final TopicIdentity identity = new TopicIdentity(GRACE.toNanos());
    private final List<TopicNews> news = new ArrayList<>();
    private Runnable onNews = () -> {};
    private final Object waiting = new Object();
    private final Thread thread = new Thread(this::run, "topic-watch");
    private volatile @Nullable Thread preparing;
    private volatile boolean anyNews;
    private volatile boolean begun;
    private volatile long lookedAt = System.nanoTime();
    private volatile boolean closed;

    /** Looks at topics: never fails, no answer is "untold". */
    @FunctionalInterface
    public interface Looking {
        /** The state of each of these topics, as far as it is told within the limit. */
        Map<String, TopicSeen> at(Collection<String> topics, Duration limit);
    }

    public TopicWatch(KafkaSettings settings) {
        this.look = new TopicLook(settings);
        this.looking = look::at;
        thread.setDaemon(true);
    }

    /** Looks now, in the background, for a run that will ask for the {@link #id}. */
    public void prepare() {
        Thread thread = new Thread(() -> now(LIMIT), "topic-look");
        thread.setDaemon(true);
        thread.start();
        preparing = thread;
    }

    /** Watches these topics as well from now on. */
    public void add(Collection<String> more) {
        synchronized (identity) {
            topics.addAll(more);
        }
    }

    /** From now on looks in another way, which costs no client of its own. */
    public void through(Looking other) {
        looking = other;
    }

    /** What to do on the watching thread when there is news; to be set before the start. */
    public void onNews(Runnable action) {
        onNews = action;
    }

    /** Begins to look every few seconds. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            Duration wait = FIRST;
            while (!waited(wait)) {
                now(LIMIT);
                if (anyNews) {
                    onNews.run();
                }
                synchronized (identity) {
                    wait = identity.uncertain() ? SOON : PERIOD;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True if it was closed in the meantime. */
    private boolean waited(Duration wait) throws InterruptedException {
        synchronized (waiting) {
            if (!closed) {
                TimeUnit.NANOSECONDS.timedWait(waiting, wait.toNanos());
            }
            return closed;
        }
    }

    /** Looks sooner than planned, since something may have changed. */
    public void hurry() {
        if (System.nanoTime() - lookedAt < SOON.toNanos()) {
            return;
        }
        synchronized (waiting) {
            waiting.notifyAll();
        }
    }

    /** Whether there has been a look that the next one can be compared with. */
    public boolean begun() {
        return begun;
    }

    /** Looks at once. */
    public void now(Duration limit) {
        Set<String> all;
        synchronized (identity) {
            all = Set.copyOf(topics);
        }
        if (all.isEmpty()) {
            return;
        }
        lookedAt = System.nanoTime();
        var seen = looking.at(all, limit);
        synchronized (identity) {
            List<TopicNews> found = identity.look(seen, System.nanoTime());
            news.addAll(found);
            anyNews |= !found.isEmpty();
        }
        begun = true;
    }

    /** The changes since the last call, oldest first; costs nothing while there are none. */
    public List<TopicNews> news() {
        if (!anyNews) {
            return List.of();
        }
        synchronized (identity) {
            List<TopicNews> all = List.copyOf(news);
            news.clear();
            anyNews = false;
            return all;
        }
    }

    /** Whether the topic was missing at the last look. */
    public boolean missing(String topic) {
        synchronized (identity) {
            return identity.missing(topic);
        }
    }

    /** Whether another topic has the name by now, and this has not been fetched by {@link #news} yet. */
    public boolean replaced(String topic) {
        if (!anyNews) {
            return false;
        }
        synchronized (identity) {
            return news.stream()
                    .anyMatch(each ->
                            each instanceof TopicNews.Recreated && each.topic().equals(topic));
        }
    }

    /** The ID of the topic, if the cluster reports one; looks first if there has been no look yet. */
    public Optional<Uuid> id(String topic) {
        prepared();
        Optional<Uuid> known = known(topic);
        if (known.isEmpty()) {
            add(Set.of(topic));
            now(LIMIT);
            known = known(topic);
        }
        return known;
    }

    private void prepared() {
        Thread asking = preparing;
        if (asking == null) {
            return;
        }
        try {
            asking.join();
            preparing = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Uuid> known(String topic) {
        synchronized (identity) {
            return identity.id(topic);
        }
    }

    /** The look, for other questions through the same client. */
    public TopicLook look() {
        return look;
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        look.close();
    }
}

package org.kafkamqtt.mqtt.broker.life;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lives that the topic of nodes tells of, as far as it was read. Pure. Not thread-safe; whoever reads the topic owns it.
 *
 * <p>Of two lives the one is the later that announced itself at a higher offset. A heartbeat says that offset, since the cleaner may have
 * removed the first record by the time the topic is read.
 */
final class Census {
    private final Map<Long, Announcement> living = new HashMap<>();
    private final Set<Long> fenced = new HashSet<>();

    /**
     * Takes in a record.
     *
     * @param value null for a tombstone
     * @throws IllegalArgumentException if it tells of a life in a way that is not understood
     */
    void read(long offset, byte @Nullable [] key, byte @Nullable [] value) {
        OptionalLong fence = RecordKeys.fenceOf(key);
        if (fence.isPresent()) {
            if (value != null) {
                fenced.add(fence.getAsLong());
            }
            return;
        }
        OptionalLong life = RecordKeys.lifeOf(key);
        if (life.isEmpty()) {
            return;
        }
        if (value == null) {
            living.remove(life.getAsLong());
            return;
        }
        Announcement read = announcement(life.getAsLong(), offset, value);
        Announcement known = living.get(read.life());
        long announced = known != null ? known.announced() : read.announced() >= 0 ? read.announced() : offset;
        living.put(read.life(), read.at(announced));
    }

    private static Announcement announcement(long life, long offset, byte[] value) {
        try {
            return Announcement.of(life, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the record of life " + life + " at offset " + offset + " is " + e.getMessage(), e);
        }
    }

    /** What a life that is not over has said last. */
    Optional<Announcement> of(long life) {
        return Optional.ofNullable(living.get(life));
    }

    /** Whether somebody has begun to fence it. */
    boolean fenced(long life) {
        return fenced.contains(life);
    }

    /** The lives that are not over and announced themselves before this one, oldest first. */
    List<Announcement> before(long life) {
        long own = place(life);
        return living.values().stream()
                .filter(other -> other.life() != life && other.announced() < own)
                .sorted(Comparator.comparingLong(Announcement::announced))
                .toList();
    }

    /** The latest life, if it announced itself after this one. */
    Optional<Announcement> successor(long life) {
        long own = place(life);
        return living.values().stream()
                .filter(other -> other.life() != life && other.announced() > own)
                .max(Comparator.comparingLong(Announcement::announced));
    }

    /** Where a life announced itself; before all others if it is over: somebody has ended it. */
    private long place(long life) {
        Announcement own = living.get(life);
        return own == null ? -1 : own.announced();
    }
}

package org.kafkamqtt.kafka.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests for records to one node, one at a time, and what the node remembers of them (KIP-227): where many partitions are read there,
 * only changes are sent, and answered. Not thread-safe; the reader owns it.
 */
final class Session {
    private final int node;
    private int id;
    /** The number of the next request: 0 begins a session, and ends the one before. */
    private int number;
    /** What the node has been asked for with the last request, or before and is still asked for. */
    private Map<Place, Ask.Part> told = new LinkedHashMap<>();

    private final Map<UUID, String> names = new HashMap<>();
    private Ask.@Nullable Fetch awaited;
    private long reserved;

    /** Those to be asked for with the next request, in this order. */
    final List<Track> wanted = new ArrayList<>();

    Session(int node) {
        this.node = node;
    }

    int node() {
        return node;
    }

    boolean busy() {
        return awaited != null;
    }

    @SuppressWarnings("ReferenceEquality") // one object is one request
    boolean awaits(Ask.Fetch ask) {
        return awaited == ask;
    }

    /** Bytes that the answer may take up. */
    long reserved() {
        return reserved;
    }

    /**
     * A request for what is wanted.
     *
     * @param lasting whether a session is worth it
     */
    Ask.Fetch ask(int maxBytes, boolean lasting) {
        reserved = maxBytes;
        Ask.Fetch ask = id == 0 && !lasting
                ? whole(0, Ask.Fetch.NO_SESSION, maxBytes)
                : number == 0 ? whole(id, 0, maxBytes) : changes(maxBytes);
        awaited = ask;
        wanted.forEach(Track::fetching);
        wanted.clear();
        return ask;
    }

    private Ask.Fetch whole(int session, int number, int maxBytes) {
        told = new LinkedHashMap<>();
        names.clear();
        List<Ask.Part> parts = new ArrayList<>(wanted.size());
        for (Track track : wanted) {
            Ask.Part part = track.part();
            parts.add(part);
            tell(part);
        }
        return new Ask.Fetch(node, session, number, maxBytes, parts, List.of());
    }

    private void tell(Ask.Part part) {
        told.put(part.place(), part);
        names.put(part.topicId(), part.place().topic());
    }

    private Ask.Fetch changes(int maxBytes) {
        List<Ask.Part> parts = new ArrayList<>();
        List<Ask.Part> forgotten = new ArrayList<>();
        Set<Place> still = new HashSet<>();
        for (Track track : wanted) {
            Ask.Part part = track.part();
            Ask.Part before = told.get(part.place());
            still.add(part.place());
            if (before != null && !before.topicId().equals(part.topicId())) {
                forgotten.add(before);
            }
            if (before == null || !before.like(part)) {
                parts.add(part);
            }
            tell(part);
        }
        told.values().removeIf(part -> {
            boolean gone = !still.contains(part.place());
            if (gone) {
                forgotten.add(part);
            }
            return gone;
        });
        return new Ask.Fetch(node, id, number, maxBytes, parts, forgotten);
    }

    /** What was asked for where this part of an answer is from, null if it was not. */
    Ask.@Nullable Part asked(Answer.Part part) {
        String topic = part.topic().isEmpty() ? names.get(part.topicId()) : part.topic();
        Ask.Part asked = topic == null ? null : told.get(new Place(topic, part.partition()));
        boolean other = asked != null
                && !part.topicId().equals(Leader.NO_ID)
                && !part.topicId().equals(asked.topicId());
        return other ? null : asked;
    }

    /** All that the awaited answer is about. */
    Iterable<Ask.Part> told() {
        return told.values();
    }

    /** The answer is there. */
    void answered(int sessionId) {
        boolean whole = awaited == null || awaited.sessionEpoch() == Ask.Fetch.NO_SESSION;
        awaited = null;
        if (whole) {
            return;
        }
        id = sessionId;
        number = sessionId == 0 ? 0 : number == Integer.MAX_VALUE ? 1 : number + 1;
    }

    /** There was none, or an error: the next request begins anew. */
    void failed() {
        awaited = null;
        number = 0;
    }
}

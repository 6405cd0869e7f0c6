package org.kafkamqtt.kafka.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A network that keeps what is sent until the test answers. */
final class FakeNetwork implements Network {
    final Map<Place, Leader> leaders = new HashMap<>();
    final Set<Integer> away = new HashSet<>();
    final ArrayDeque<Ask> sent = new ArrayDeque<>();
    int outdated;
    private long version;

    /** Another leader, or the first one. */
    void leads(Place place, int node, int epoch, UUID id) {
        leaders.put(place, new Leader(node, epoch, id));
        version++;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public Leader leader(Place place) {
        return leaders.getOrDefault(place, Leader.UNKNOWN);
    }

    @Override
    public void outdated() {
        outdated++;
    }

    @Override
    public boolean ready(int node) {
        return !away.contains(node);
    }

    @Override
    public void send(Ask ask) {
        sent.add(ask);
    }

    /** The oldest request that is not answered yet. */
    Ask.Fetch fetch() {
        return (Ask.Fetch) sent.remove();
    }

    /** An answer to it with what this has for each part that is asked for. */
    static Answer.Fetch answer(Ask.Fetch ask, int session, Function<Ask.Part, byte[]> log) {
        List<Answer.Part> parts = new ArrayList<>();
        for (Ask.Part part : ask.parts()) {
            byte[] bytes = log.apply(part);
            parts.add(ok(part, new Answer.Bytes(bytes, 0, bytes.length)));
        }
        long bytes = parts.stream().mapToLong(part -> part.bytes().to()).sum();
        return new Answer.Fetch(Verdict.OK, session, parts, bytes, () -> {});
    }

    static Answer.Part ok(Ask.Part part, Answer.Bytes bytes) {
        return new Answer.Part(
                "",
                part.topicId(),
                part.place().partition(),
                Verdict.OK,
                null,
                new Answer.Marks(0, 100, 100),
                null,
                -1,
                List.of(),
                bytes);
    }

    /** An answer that this is wrong with all that is asked for. */
    static Answer.Fetch refusal(Ask.Fetch ask, Verdict verdict) {
        List<Answer.Part> parts = new ArrayList<>();
        for (Ask.Part part : ask.parts()) {
            parts.add(new Answer.Part(
                    part.place().topic(),
                    Leader.NO_ID,
                    part.place().partition(),
                    verdict,
                    new IllegalStateException("refused"),
                    Answer.Marks.UNKNOWN,
                    null,
                    -1,
                    List.of(),
                    Answer.Bytes.NONE));
        }
        return new Answer.Fetch(Verdict.OK, 0, parts, 0, () -> {});
    }
}

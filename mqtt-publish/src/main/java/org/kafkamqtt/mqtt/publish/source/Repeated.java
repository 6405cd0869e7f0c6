package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All messages of another source, a number of times; kept in memory from the first time on. Not thread-safe; the publishing thread owns it. */
final class Repeated implements Source {
    private final Source once;
    private final long times;
    private final List<Draft> kept = new ArrayList<>();
    private long round = 1;
    private int at;

    Repeated(Source once, long times) {
        this.once = once;
        this.times = times;
    }

    @Override
    public Optional<Draft> next() throws IOException, BadMessage {
        if (round == 1) {
            Optional<Draft> draft = once.next();
            draft.ifPresent(kept::add);
            if (draft.isPresent()) {
                return draft;
            }
            round = 2;
        }
        if (at == kept.size()) {
            at = 0;
            round++;
        }
        return round > times || kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(at++));
    }

    @Override
    public Place place() {
        return new Place("", "repetition", round, 0);
    }

    @Override
    public void close() throws IOException {
        once.close();
    }
}

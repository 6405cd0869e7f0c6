package org.kafkamqtt.mqtt.publish.source;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of another source without the properties of MQTT 5, for a connection that cannot carry them; the first that had any is
 * told of. Not thread-safe; the publishing thread owns it.
 */
public final class WithoutProperties implements Source {
    private final Source all;
    private final Consumer<String> say;
    private boolean told;

    /**
     * Over another source, which is closed with this one.
     *
     * @param say takes the sentence for the user
     */
    public WithoutProperties(Source all, Consumer<String> say) {
        this.all = all;
        this.say = say;
    }

    @Override
    public Optional<Draft> next() throws IOException, BadMessage {
        Optional<Draft> next = all.next();
        return next.isEmpty() || next.get().properties().isEmpty() ? next : Optional.of(stripped(next.get()));
    }

    private Draft stripped(Draft draft) {
        if (!told) {
            told = true;
            say.accept((place() + " has MQTT 5 properties, which are not sent before MQTT 5: add -V 5").strip());
        }
        return draft.withoutProperties();
    }

    @Override
    public byte @Nullable [] copy() {
        return all.copy();
    }

    @Override
    public Place place() {
        return all.place();
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}

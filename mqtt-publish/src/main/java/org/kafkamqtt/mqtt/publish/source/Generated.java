package org.kafkamqtt.mqtt.publish.source;

import java.util.Optional;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.console.text.Bytes;

/** A number of messages generated from a template. Not thread-safe; the publishing thread owns it. */
final class Generated implements Source {
    private final Template template;
    private final Chance chance;
    private final long count;
    private final Bytes bytes = new Bytes(256);
    private long given;

    Generated(Template template, Chance chance, long count) {
        this.template = template;
        this.chance = chance;
        this.count = count;
    }

    @Override
    public Optional<Draft> next() {
        if (given == count) {
            return Optional.empty();
        }
        given++;
        chance.advance();
        bytes.clear();
        template.append(chance, bytes);
        return Optional.of(Draft.of(bytes.toArray()));
    }

    @Override
    public Place place() {
        return new Place("", "message", given, 0);
    }
}

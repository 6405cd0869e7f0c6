package org.kafkamqtt.topics.show;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.kafkamqtt.console.text.Bytes;

/** A JSON object, member by member. Not thread-safe. */
final class Json {
    private final Bytes out;
    private boolean first = true;

    /** Begins an object. */
    Json(Bytes out) {
        this.out = out;
        out.add("{");
    }

    private Bytes name(String name) {
        out.add(first ? "" : ",").addJson(name).add(":");
        first = false;
        return out;
    }

    Json add(String name, String text) {
        name(name).addJson(text);
        return this;
    }

    Json add(String name, boolean claim) {
        name(name).add(Boolean.toString(claim));
        return this;
    }

    Json add(String name, long number) {
        name(name).addNumber(number);
        return this;
    }

    Json add(String name, OptionalLong number) {
        return number.isPresent() ? add(name, number.getAsLong()) : addNull(name);
    }

    Json add(String name, OptionalInt number) {
        return number.isPresent() ? add(name, number.getAsInt()) : addNull(name);
    }

    Json addNull(String name) {
        name(name).addJsonNull();
        return this;
    }

    Json add(String name, List<Integer> numbers) {
        name(name).add("[").add(Page.commas(numbers)).add("]");
        return this;
    }

    /** An object or array that the caller writes. */
    Bytes open(String name) {
        return name(name);
    }

    void end() {
        out.add("}");
    }
}

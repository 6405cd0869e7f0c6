package org.kafkamqtt.mqtt.protocol.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The properties of a packet, in the order in which they were written. Immutable, but for the bytes in it, which nobody changes. */
public final class Properties {
    /** None at all. */
    public static final Properties NONE = new Properties(List.of());

    /**
     * One of them.
     *
     * @param value as {@link Property.Kind} says
     */
    public record Entry(Property property, Object value) {}

    private final List<Entry> entries;

    private Properties(List<Entry> entries) {
        this.entries = entries;
    }

    /** All of them, in order. */
    public List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private @Nullable Object first(Property property) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.property() == property) {
                return entry.value();
            }
        }
        return null;
    }

    public boolean has(Property property) {
        return first(property) != null;
    }

    /** The number of the first one, empty if there is none. */
    public OptionalLong number(Property property) {
        Object value = first(property);
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }

    /** The number of the first one, or this one if there is none. */
    public long number(Property property, long otherwise) {
        Object value = first(property);
        return value == null ? otherwise : (Long) value;
    }

    /** The text of the first one, null if there is none. */
    public @Nullable String text(Property property) {
        return (String) first(property);
    }

    /** The bytes of the first one, null if there is none; not to be changed. */
    public byte @Nullable [] bytes(Property property) {
        return (byte[]) first(property);
    }

    /** All numbers of a property that repeats. */
    public long[] numbers(Property property) {
        return entries.stream()
                .filter(entry -> entry.property() == property)
                .mapToLong(entry -> (Long) entry.value())
                .toArray();
    }

    /** The user properties, in order. */
    public List<UserProperty> user() {
        List<UserProperty> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.value() instanceof UserProperty user) {
                found.add(user);
            }
        }
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Properties that) || that.entries.size() != entries.size()) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry mine = entries.get(i);
            Entry theirs = that.entries.get(i);
            if (mine.property() != theirs.property() || !Objects.deepEquals(mine.value(), theirs.value())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return entries.size();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Puts properties together. Not thread-safe; whoever made it owns it. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        /** Adds a number, in the range of the property's kind. */
        public Builder number(Property property, long value) {
            entries.add(new Entry(property, value));
            return this;
        }

        public Builder text(Property property, String value) {
            entries.add(new Entry(property, value));
            return this;
        }

        /** Adds bytes, which are not copied. */
        public Builder bytes(Property property, byte[] value) {
            entries.add(new Entry(property, value));
            return this;
        }

        public Builder user(String name, String value) {
            entries.add(new Entry(Property.USER_PROPERTY, new UserProperty(name, value)));
            return this;
        }

        /** Adds one that was read. */
        public Builder add(Entry entry) {
            entries.add(entry);
            return this;
        }

        /** Adds all of them. */
        public Builder all(Properties others) {
            entries.addAll(others.entries);
            return this;
        }

        public Properties build() {
            return entries.isEmpty() ? NONE : new Properties(List.copyOf(entries));
        }
    }
}

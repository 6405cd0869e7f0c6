package org.kafkamqtt.balancer.cli;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Message;

/** A record made from options, which remembers which parts were read. Used by one thread. */
final class Asked implements Message {
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Map<String, byte[]> headers;
    private final Set<String> read = new HashSet<>();
    private boolean valueRead;

    /**
     * @param value null if none was given, which counts as empty
     */
    Asked(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    @Override
    public String topic() {
        return "";
    }

    @Override
    public byte @Nullable [] key() {
        return key;
    }

    @Override
    public byte[] value() {
        valueRead = true;
        return value == null ? new byte[0] : value;
    }

    @Override
    public byte @Nullable [] header(String name) {
        read.add(name);
        return headers.get(name);
    }

    /** The first given part that no balancer read. */
    Optional<String> idle() {
        Optional<String> header =
                headers.keySet().stream().filter(name -> !read.contains(name)).findFirst();
        return header.map(name -> "header '" + name + "'")
                .or(() -> value != null && !valueRead ? Optional.of("the value") : Optional.empty());
    }
}

/**
 * The one place that touches the insides of kafka-clients: its network layer, its metadata, its requests and its compression.
 *
 * <p>They are not part of that library's public interface and may change with any version: {@code InsidesTest} pins the version
 * and names what to look at when it changes.
 */
@NullMarked
package org.kafkamqtt.kafka.wire;

import org.jspecify.annotations.NullMarked;

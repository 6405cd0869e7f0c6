package org.kafkamqtt.mqtt.publish.delivery;

import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.publish.source.Place;

/**
 * A publication that waits for its fate.
 *
 * @param publication what was handed to the connection
 * @param place its place in the input
 * @param nanos when it was handed over, of {@link System#nanoTime}
 */
record Sent(Publication publication, Place place, long nanos) {}

/** A node put together: Kafka, the node, its listeners. */
@NullMarked
package org.kafkamqtt.mqtt.broker.serve;

import org.jspecify.annotations.NullMarked;

/** A real Apache Kafka and a real MQTT 3.1.1 broker in one JVM: for a first try of the tools and for their tests. */
@NullMarked
package org.kafkamqtt.sandbox;

import org.jspecify.annotations.NullMarked;

/** The Kafka tools against brokers of earlier years. */
@NullMarked
package org.kafkamqtt.journeys.older;

import org.jspecify.annotations.NullMarked;

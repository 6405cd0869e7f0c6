/** The client, topics, and the choice of partitions. */
@NullMarked
package org.kafkamqtt.producer.cluster;

import org.jspecify.annotations.NullMarked;

/** What a cluster is asked and told about topics, and how Kafka's client does it. */
@NullMarked
package org.kafkamqtt.topics.cluster;

import org.jspecify.annotations.NullMarked;

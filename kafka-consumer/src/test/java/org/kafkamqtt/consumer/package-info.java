/** Tests of the tool that reads records from Kafka. */
@NullMarked
package org.kafkamqtt.consumer;

import org.jspecify.annotations.NullMarked;

/** The tool that reads records from Kafka: selects, filters, writes, and commits what was written. */
@NullMarked
package org.kafkamqtt.consumer;

import org.jspecify.annotations.NullMarked;

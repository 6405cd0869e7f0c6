/** Reading logs: what is asked for, what an answer means, records as they lie in its bytes. No Kafka class. */
@NullMarked
package org.kafkamqtt.kafka.fetch;

import org.jspecify.annotations.NullMarked;

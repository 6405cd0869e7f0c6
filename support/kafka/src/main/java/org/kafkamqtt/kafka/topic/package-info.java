/** What the brokers know of a topic while a run goes on: whether it is there, is the same one, has leaders. */
@NullMarked
package org.kafkamqtt.kafka.topic;

import org.jspecify.annotations.NullMarked;

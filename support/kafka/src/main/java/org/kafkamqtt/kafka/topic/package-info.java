/** The state of a topic during a run: whether it exists, is still the same one, and has leaders. */
@NullMarked
package org.kafkamqtt.kafka.topic;

import org.jspecify.annotations.NullMarked;

/** A connection as described by options, files and the environment, and the settings that result. */
@NullMarked
package org.kafkamqtt.kafka.options;

import org.jspecify.annotations.NullMarked;

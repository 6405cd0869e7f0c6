/** The loops that read, what they hold, and what they commit. */
@NullMarked
package org.kafkamqtt.consumer.read;

import org.jspecify.annotations.NullMarked;

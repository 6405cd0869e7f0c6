/** Leaves out what was sent twice. */
@NullMarked
package org.kafkamqtt.consumer.dedupe;

import org.jspecify.annotations.NullMarked;

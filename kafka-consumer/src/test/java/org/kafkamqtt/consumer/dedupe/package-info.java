@NullMarked
package org.kafkamqtt.consumer.dedupe;

import org.jspecify.annotations.NullMarked;

/** How a record becomes bytes. */
@NullMarked
package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.NullMarked;

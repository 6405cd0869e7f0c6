/** A command of the user for each record or batch. */
@NullMarked
package org.kafkamqtt.consumer.exec;

import org.jspecify.annotations.NullMarked;

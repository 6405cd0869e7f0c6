/** The user's command for each record or batch. */
@NullMarked
package org.kafkamqtt.consumer.exec;

import org.jspecify.annotations.NullMarked;

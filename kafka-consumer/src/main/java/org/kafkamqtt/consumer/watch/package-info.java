/** What a run reports while it runs. */
@NullMarked
package org.kafkamqtt.consumer.watch;

import org.jspecify.annotations.NullMarked;

/** What a run tells of itself while it runs. */
@NullMarked
package org.kafkamqtt.consumer.watch;

import org.jspecify.annotations.NullMarked;

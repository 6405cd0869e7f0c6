/** What a run is to do, complete and checked. */
@NullMarked
package org.kafkamqtt.consumer.settings;

import org.jspecify.annotations.NullMarked;

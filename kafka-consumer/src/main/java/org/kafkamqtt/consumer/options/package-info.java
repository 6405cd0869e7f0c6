/** What was typed, and the settings made of it: the only place that knows picocli. */
@NullMarked
package org.kafkamqtt.consumer.options;

import org.jspecify.annotations.NullMarked;

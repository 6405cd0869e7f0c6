/** How a message becomes bytes of output. */
@NullMarked
package org.kafkamqtt.mqtt.subscribe.format;

import org.jspecify.annotations.NullMarked;

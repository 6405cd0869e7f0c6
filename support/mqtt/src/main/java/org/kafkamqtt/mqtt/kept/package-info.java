/** The file of a kept session: what is in flight, and how far its source was read. */
@NullMarked
package org.kafkamqtt.mqtt.kept;

import org.jspecify.annotations.NullMarked;

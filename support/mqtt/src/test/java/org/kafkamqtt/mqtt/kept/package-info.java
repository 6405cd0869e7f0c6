/** Tests of the file of a kept session. */
@NullMarked
package org.kafkamqtt.mqtt.kept;

import org.jspecify.annotations.NullMarked;

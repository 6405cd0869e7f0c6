/** Tests of the publishing tool. */
@NullMarked
package org.kafkamqtt.mqtt.publish;

import org.jspecify.annotations.NullMarked;

/** Tests of the ways to a broker. */
@NullMarked
package org.kafkamqtt.mqtt.link;

import org.jspecify.annotations.NullMarked;

/** Tests of the package of the same name. */
@NullMarked
package org.kafkamqtt.mqtt.protocol;

import org.jspecify.annotations.NullMarked;

/** Makes the connection that the settings ask for. */
@NullMarked
package org.kafkamqtt.mqtt.client;

import org.jspecify.annotations.NullMarked;

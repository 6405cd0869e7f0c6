/** MQTT's words: names, filters, qualities of service, reasons. */
@NullMarked
package org.kafkamqtt.mqtt.protocol;

import org.jspecify.annotations.NullMarked;

/** Byte streams to a broker: TCP, TLS, WebSocket, Unix sockets, proxies; nothing here knows about MQTT packets. */
@NullMarked
package org.kafkamqtt.mqtt.link;

import org.jspecify.annotations.NullMarked;

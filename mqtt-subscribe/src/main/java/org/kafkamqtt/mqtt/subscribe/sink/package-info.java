/** Where messages go: standard output, files, commands, counts. */
@NullMarked
package org.kafkamqtt.mqtt.subscribe.sink;

import org.jspecify.annotations.NullMarked;

/** Where messages come from: files, standard input, JSON lines, templates, and one message repeated. */
@NullMarked
package org.kafkamqtt.mqtt.publish.source;

import org.jspecify.annotations.NullMarked;

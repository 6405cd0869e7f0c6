/** Where records go: standard output, a pipe, a topic, a command that reports back. */
@NullMarked
package org.kafkamqtt.consumer.sink;

import org.jspecify.annotations.NullMarked;

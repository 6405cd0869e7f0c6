/** Shared by the tests of the tools: the packaged jars and mosquitto as child processes, and waiting for conditions. */
@NullMarked
package org.kafkamqtt.sandbox.trial;

import org.jspecify.annotations.NullMarked;

/**
 * {@code --metrics}: what a run counts, served to Prometheus while it is going on. The run keeps its counts as it always does; they
 * are read when somebody asks. The Prometheus library and the HTTP server are loaded only if the option is given.
 */
@NullMarked
package org.kafkamqtt.console.metrics;

import org.jspecify.annotations.NullMarked;

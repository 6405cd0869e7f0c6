/** Tests of what is served to Prometheus. */
@NullMarked
package org.kafkamqtt.console.metrics;

import org.jspecify.annotations.NullMarked;

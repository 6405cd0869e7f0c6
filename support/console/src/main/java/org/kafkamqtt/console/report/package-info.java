/** What a run reports about itself: its progress, the latency of acknowledgements, its summary. */
@NullMarked
package org.kafkamqtt.console.report;

import org.jspecify.annotations.NullMarked;

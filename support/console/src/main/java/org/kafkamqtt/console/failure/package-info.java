/** Failures, in the words a user reads and with their exit statuses. */
@NullMarked
package org.kafkamqtt.console.failure;

import org.jspecify.annotations.NullMarked;

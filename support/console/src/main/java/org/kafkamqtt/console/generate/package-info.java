/** Generated records and messages, and the rate at which they are sent. */
@NullMarked
package org.kafkamqtt.console.generate;

import org.jspecify.annotations.NullMarked;

/** Made-up records and messages, and the pace at which they are sent. */
@NullMarked
package org.kafkamqtt.console.generate;

import org.jspecify.annotations.NullMarked;

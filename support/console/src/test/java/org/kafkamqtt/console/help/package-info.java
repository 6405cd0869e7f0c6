/** Tests. */
@NullMarked
package org.kafkamqtt.console.help;

import org.jspecify.annotations.NullMarked;

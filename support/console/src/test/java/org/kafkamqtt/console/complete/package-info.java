/** Tests. */
@NullMarked
package org.kafkamqtt.console.complete;

import org.jspecify.annotations.NullMarked;

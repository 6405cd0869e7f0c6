/** Tests. */
@NullMarked
package org.kafkamqtt.console.into;

import org.jspecify.annotations.NullMarked;

/** Tests of made-up records. */
@NullMarked
package org.kafkamqtt.console.generate;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package org.kafkamqtt.manual;

import org.jspecify.annotations.NullMarked;

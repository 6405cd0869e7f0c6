/** Tests. */
@NullMarked
package org.kafkamqtt.topics;

import org.jspecify.annotations.NullMarked;

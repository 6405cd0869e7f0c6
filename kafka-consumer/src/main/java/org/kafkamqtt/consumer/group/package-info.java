/** Groups: what they are, how far they are, where they would be after a reset. */
@NullMarked
package org.kafkamqtt.consumer.group;

import org.jspecify.annotations.NullMarked;

/** Which records are read, and from where to where. */
@NullMarked
package org.kafkamqtt.consumer.select;

import org.jspecify.annotations.NullMarked;

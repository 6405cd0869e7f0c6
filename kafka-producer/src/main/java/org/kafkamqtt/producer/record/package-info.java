/** A record before it is sent. */
@NullMarked
package org.kafkamqtt.producer.record;

import org.jspecify.annotations.NullMarked;

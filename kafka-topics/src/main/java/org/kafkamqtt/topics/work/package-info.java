/** From a wish to what became of it: looks, shows, asks, acts, waits. */
@NullMarked
package org.kafkamqtt.topics.work;

import org.jspecify.annotations.NullMarked;

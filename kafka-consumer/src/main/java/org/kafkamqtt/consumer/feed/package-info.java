/** Where records come from, and whether anything still comes. */
@NullMarked
package org.kafkamqtt.consumer.feed;

import org.jspecify.annotations.NullMarked;

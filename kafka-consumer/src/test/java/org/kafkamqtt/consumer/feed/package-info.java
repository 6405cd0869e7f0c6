@NullMarked
package org.kafkamqtt.consumer.feed;

import org.jspecify.annotations.NullMarked;

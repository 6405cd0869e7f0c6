@NullMarked
package org.kafkamqtt.consumer.watch;

import org.jspecify.annotations.NullMarked;

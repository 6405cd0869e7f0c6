@NullMarked
package org.kafkamqtt.consumer.sink;

import org.jspecify.annotations.NullMarked;

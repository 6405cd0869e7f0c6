@NullMarked
package org.kafkamqtt.consumer.read;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.kafkamqtt.consumer.options;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.kafkamqtt.consumer.select;

import org.jspecify.annotations.NullMarked;

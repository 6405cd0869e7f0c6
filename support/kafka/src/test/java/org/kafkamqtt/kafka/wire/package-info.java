@NullMarked
package org.kafkamqtt.kafka.wire;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.kafkamqtt.producer.record;

import org.jspecify.annotations.NullMarked;

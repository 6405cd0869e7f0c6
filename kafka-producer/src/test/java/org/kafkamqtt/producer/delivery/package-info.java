@NullMarked
package org.kafkamqtt.producer.delivery;

import org.jspecify.annotations.NullMarked;

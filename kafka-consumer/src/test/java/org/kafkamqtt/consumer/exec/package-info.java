@NullMarked
package org.kafkamqtt.consumer.exec;

import org.jspecify.annotations.NullMarked;

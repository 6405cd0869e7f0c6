@NullMarked
package org.kafkamqtt.consumer.group;

import org.jspecify.annotations.NullMarked;

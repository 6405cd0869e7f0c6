@NullMarked
package org.kafkamqtt.producer.trial;

import org.jspecify.annotations.NullMarked;

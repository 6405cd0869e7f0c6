@NullMarked
package org.kafkamqtt.producer.source;

import org.jspecify.annotations.NullMarked;

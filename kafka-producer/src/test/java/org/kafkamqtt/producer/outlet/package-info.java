@NullMarked
package org.kafkamqtt.producer.outlet;

import org.jspecify.annotations.NullMarked;

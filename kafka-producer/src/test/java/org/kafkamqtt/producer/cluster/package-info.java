@NullMarked
package org.kafkamqtt.producer.cluster;

import org.jspecify.annotations.NullMarked;

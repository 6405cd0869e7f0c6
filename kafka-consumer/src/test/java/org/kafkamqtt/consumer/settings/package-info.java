@NullMarked
package org.kafkamqtt.consumer.settings;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.kafkamqtt.producer.template;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.kafkamqtt.consumer.view;

import org.jspecify.annotations.NullMarked;

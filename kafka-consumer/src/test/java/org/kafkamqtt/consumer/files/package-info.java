@NullMarked
package org.kafkamqtt.consumer.files;

import org.jspecify.annotations.NullMarked;

/** One file for each partition, with a checkpoint of its own. */
@NullMarked
package org.kafkamqtt.consumer.files;

import org.jspecify.annotations.NullMarked;

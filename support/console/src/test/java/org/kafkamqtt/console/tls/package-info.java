@NullMarked
package org.kafkamqtt.console.tls;

import org.jspecify.annotations.NullMarked;

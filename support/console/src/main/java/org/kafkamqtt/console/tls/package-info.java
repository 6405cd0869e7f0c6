/** Keys and certificates from files, for whatever speaks TLS. */
@NullMarked
package org.kafkamqtt.console.tls;

import org.jspecify.annotations.NullMarked;

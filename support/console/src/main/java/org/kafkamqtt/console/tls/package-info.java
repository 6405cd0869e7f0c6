/** Keys and certificates from files, for every user of TLS. */
@NullMarked
package org.kafkamqtt.console.tls;

import org.jspecify.annotations.NullMarked;

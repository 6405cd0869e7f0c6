@NullMarked
package org.kafkamqtt.producer.ledger;

import org.jspecify.annotations.NullMarked;

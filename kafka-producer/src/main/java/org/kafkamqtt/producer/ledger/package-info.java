/** What became of records, and how far that is. */
@NullMarked
package org.kafkamqtt.producer.ledger;

import org.jspecify.annotations.NullMarked;

/** What became of records, and how far the run has got. */
@NullMarked
package org.kafkamqtt.producer.ledger;

import org.jspecify.annotations.NullMarked;

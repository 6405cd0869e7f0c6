/** What a run tells of itself: how far it is, how long acknowledgements took, what it was in the end. */
@NullMarked
package org.kafkamqtt.console.report;

import org.jspecify.annotations.NullMarked;

/** What users do with several tools at once, on the packaged jars. */
@NullMarked
package org.kafkamqtt.journeys;

import org.jspecify.annotations.NullMarked;

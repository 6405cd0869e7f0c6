/** The pages that users read, held to the tools: commands, options, variables, exit statuses, JSON. */
@NullMarked
package org.kafkamqtt.journeys.pages;

import org.jspecify.annotations.NullMarked;

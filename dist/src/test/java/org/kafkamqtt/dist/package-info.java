/** What users do first with an archive, as tests; no code of its own. */
@NullMarked
package org.kafkamqtt.dist;

import org.jspecify.annotations.NullMarked;

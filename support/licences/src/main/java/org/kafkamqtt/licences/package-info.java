/** What must be said of the works of others that are inside our jars. */
@NullMarked
package org.kafkamqtt.licences;

import org.jspecify.annotations.NullMarked;

/** What is asked, what the cluster has, and what follows from both: values only. */
@NullMarked
package org.kafkamqtt.topics.plan;

import org.jspecify.annotations.NullMarked;

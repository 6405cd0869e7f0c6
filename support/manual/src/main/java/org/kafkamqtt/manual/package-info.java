/** Manual pages, made at build time of the declarations that help is made of. */
@NullMarked
package org.kafkamqtt.manual;

import org.jspecify.annotations.NullMarked;

/** What a shell offers while a command line is typed: scripts for bash, zsh and fish, made of the same declarations as help. */
@NullMarked
package org.kafkamqtt.console.complete;

import org.jspecify.annotations.NullMarked;

package org.kafkamqtt.sandbox;

import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;

/** Starts the sandbox from the command line. */
public final class Main {
    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new SandboxOptions();
    }

    public static void main(String[] args) {
        Tool.main(new SandboxOptions(), args);
    }
}

package org.kafkamqtt.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Which build of a tool this is.
 *
 * @param tool its name
 * @param version of the project, {@code development} outside a jar
 * @param commit the commit it was built from
 * @param client client library and version, may be empty
 */
public record Version(String tool, String version, String commit, String client) {

    static Version of(String tool, ToolCommand command) {
        return of(tool, command.client());
    }

    /** The build of a tool that is running, without its client. */
    public static Version of(String tool) {
        return of(tool, "");
    }

    private static Version of(String tool, String client) {
        Attributes attributes = manifest(tool);
        return new Version(
                tool,
                value(attributes, "Implementation-Version", "development"),
                value(attributes, "Implementation-Commit", "unknown"),
                client);
    }

    String text() {
        return tool + " " + version + " (commit " + commit + ")" + (client.isEmpty() ? "" : ", " + client) + ", Java "
                + System.getProperty("java.version") + System.lineSeparator();
    }

    private static String value(Attributes attributes, String name, String otherwise) {
        String value = attributes.getValue(name);
        return value == null || value.startsWith("${") ? otherwise : value;
    }

    private static Attributes manifest(String tool) {
        try {
            Enumeration<URL> all = Version.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
            while (all.hasMoreElements()) {
                try (InputStream in = all.nextElement().openStream()) {
                    Attributes attributes = new Manifest(in).getMainAttributes();
                    if (tool.equals(attributes.getValue("Implementation-Title"))) {
                        return attributes;
                    }
                }
            }
        } catch (IOException e) {
            return new Attributes();
        }
        return new Attributes();
    }
}

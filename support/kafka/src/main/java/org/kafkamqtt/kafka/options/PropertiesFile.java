package org.kafkamqtt.kafka.options;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.TextFile;

/** A Java properties file, UTF-8. */
final class PropertiesFile {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4}).*");

    private PropertiesFile() {}

    /**
     * Its properties by name.
     *
     * @throws Failure status 2 if it cannot be read, with the file, and the line if there is one
     */
    static Map<String, String> read(Path path) {
        TextFile file = TextFile.read(path, "the properties");
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(file.text()));
        } catch (IllegalArgumentException e) {
            throw file.wrong(brokenLine(file.lines()), "'\\u' needs four hexadecimal digits after it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> map = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static int brokenLine(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (BROKEN_ESCAPE.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 1;
    }
}

package org.kafkamqtt.kafka.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.TextFile;
import org.kafkamqtt.console.text.Nearest;

/**
 * The user's own configuration file: properties for every run, and named profiles.
 *
 * <p>{@code config.toml} (tables {@code [profile.NAME]}) or, if that is not there, {@code config.properties} (names that
 * begin with {@code profile.NAME.}) in {@code $XDG_CONFIG_HOME/kafka-mqtt} or {@code ~/.config/kafka-mqtt}.
 *
 * @param file where they were read, empty if there is no file
 * @param all property names as the file has them, profiles with their prefix
 */
record Profiles(Optional<Path> file, Map<String, String> all) {
    private static final String PREFIX = "profile.";

    static Profiles read(Map<String, String> environment) {
        Path folder = folder(environment);
        Path toml = folder.resolve("config.toml");
        Path properties = folder.resolve("config.properties");
        if (Files.isRegularFile(toml)) {
            return new Profiles(Optional.of(toml), TomlSubset.read(TextFile.read(toml, "the configuration")));
        }
        if (Files.isRegularFile(properties)) {
            return new Profiles(Optional.of(properties), PropertiesFile.read(properties));
        }
        return new Profiles(Optional.empty(), Map.of());
    }

    private static Path folder(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!base.isEmpty()) {
            return Path.of(base, "kafka-mqtt");
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        return Path.of(home, ".config", "kafka-mqtt");
    }

    /** The properties outside all profiles. */
    Map<String, String> common() {
        Map<String, String> common = new LinkedHashMap<>(all);
        common.keySet().removeIf(name -> name.startsWith(PREFIX));
        return common;
    }

    /**
     * The properties of one profile.
     *
     * @throws Failure status 2 if there is no such profile
     */
    Map<String, String> profile(String name) {
        String prefix = PREFIX + name + ".";
        Map<String, String> chosen = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                chosen.put(key.substring(prefix.length()), value);
            }
            if (key.startsWith(PREFIX) && key.indexOf('.', PREFIX.length()) > 0) {
                names.add(key.substring(PREFIX.length(), key.indexOf('.', PREFIX.length())));
            }
        });
        if (chosen.isEmpty()) {
            throw Failure.usage("no profile '" + name + "' in "
                    + file.map(Path::toString).orElse("~/.config/kafka-mqtt/config.toml, which does not exist")
                    + Nearest.suggestion(name, names));
        }
        return chosen;
    }
}

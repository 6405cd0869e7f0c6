package org.kafkamqtt.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Failure;

/** Joins what was typed with environment, profile and files: flag over environment over profile over file over default. */
final class SettingsSources {
    private SettingsSources() {}

    static KafkaSettings combined(ConnectionOptions options, ClientKind kind, Console console) {
        SortedMap<String, Setting> settings = new TreeMap<>();
        Profiles profiles = Profiles.read(console.environment());
        profiles.file().ifPresent(file -> put(settings, profiles.common(), file.toString()));
        Path file = options.brokers.configFile;
        if (file != null) {
            put(settings, PropertiesFile.read(file), file.toString());
        }
        String profile = options.brokers.profile != null
                ? options.brokers.profile
                : console.environment().get("KAFKA_MQTT_PROFILE");
        if (profile != null && !profile.isEmpty()) {
            put(settings, profiles.profile(profile), "profile '" + profile + "'");
        }
        String servers = console.environment().get("KAFKA_BOOTSTRAP_SERVERS");
        if (servers != null && !servers.isEmpty()) {
            settings.put("bootstrap.servers", new Setting(servers, "$KAFKA_BOOTSTRAP_SERVERS"));
        }
        put(settings, SecurityProperties.of(options.security, console), "TLS and SASL options");
        put(settings, typed(options), "-X");
        if (options.brokers.bootstrap != null) {
            settings.put("bootstrap.servers", new Setting(options.brokers.bootstrap, "-b"));
        }
        addPorts(settings);
        return new KafkaSettings(kind, settings, options.connectTimeout());
    }

    private static void put(SortedMap<String, Setting> settings, Map<String, String> more, String source) {
        more.forEach((name, value) -> settings.put(name, new Setting(value, source)));
    }

    private static Map<String, String> typed(ConnectionOptions options) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String property : options.brokers.properties) {
            int equals = property.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("-X is NAME=VALUE, and there is no name before a '=' in what was typed");
            }
            typed.put(property.substring(0, equals).strip(), property.substring(equals + 1));
        }
        return typed;
    }

    private static void addPorts(SortedMap<String, Setting> settings) {
        Setting servers = settings.get("bootstrap.servers");
        if (servers == null || servers.value().isBlank()) {
            throw Failure.usage("no broker: give -b HOST:PORT, $KAFKA_BOOTSTRAP_SERVERS or a profile");
        }
        String complete = Arrays.stream(servers.value().split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .map(server -> server.matches(".*:[0-9]+") ? server : server + ":9092")
                .collect(Collectors.joining(","));
        settings.put("bootstrap.servers", new Setting(complete, servers.source()));
    }
}

package org.kafkamqtt.kafka.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.BootstrapServers;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;

/** Joins options with environment, profile and files: flag over environment over profile over file over default. */
final class SettingsSources {
    private SettingsSources() {}

    static KafkaSettings combine(ConnectionOptions options, ClientKind kind, Console console) {
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
        put(settings, TlsFiles.CA, "ssl.truststore.location", options.security.ca);
        put(settings, TlsFiles.CERTIFICATE, "ssl.keystore.location", options.security.certificate);
        put(settings, typed(options), KafkaSettings.TYPED);
        if (options.brokers.bootstrap != null) {
            Setting typed = settings.get("bootstrap.servers");
            if (typed != null && typed.source().equals(KafkaSettings.TYPED)) {
                throw Failure.usage("-b and -X bootstrap.servers both name the brokers: give one of them");
            }
            settings.put("bootstrap.servers", new Setting(options.brokers.bootstrap, "-b"));
        }
        addPorts(settings);
        TlsFiles.read(settings, options.security, console);
        return new KafkaSettings(kind, settings, options.connectTimeout(), options.brokers.connectTimeout != null);
    }

    private static void put(SortedMap<String, Setting> settings, Map<String, String> more, String source) {
        more.forEach((name, value) -> settings.put(name, new Setting(value, source)));
    }

    /** A file replaces the text of a lower source: Kafka takes either a file or text. */
    private static void put(SortedMap<String, Setting> settings, String option, String name, @Nullable Path file) {
        if (file != null) {
            settings.put(name, new Setting(file.toString(), option));
            String store = name.substring(0, name.lastIndexOf('.'));
            for (String text : List.of("type", "password", "certificates", "certificate.chain", "key")) {
                settings.remove(store + "." + text);
            }
            if (option.equals(TlsFiles.CERTIFICATE)) {
                settings.remove("ssl.key.password");
            }
        }
    }

    private static Map<String, String> typed(ConnectionOptions options) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String property : options.brokers.properties) {
            int equals = property.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("-X needs NAME=VALUE: no name was given before the '='");
            }
            String name = property.substring(0, equals).strip();
            String value = property.substring(equals + 1);
            if (!typed.getOrDefault(name, value).equals(value)) {
                throw Failure.usage("-X " + name + " is given twice with different values: give one of them");
            }
            typed.put(name, value);
        }
        return typed;
    }

    private static void addPorts(SortedMap<String, Setting> settings) {
        Setting servers = settings.get("bootstrap.servers");
        if (servers == null || servers.value().isBlank()) {
            throw Failure.usage("no broker: give -b HOST:PORT, $KAFKA_BOOTSTRAP_SERVERS or a profile");
        }
        String complete = BootstrapServers.complete(servers.value(), servers.source());
        if (complete.isEmpty()) {
            throw Failure.usage(servers.source() + " '" + servers.value() + "' names no broker");
        }
        settings.put("bootstrap.servers", new Setting(complete, servers.source()));
    }
}

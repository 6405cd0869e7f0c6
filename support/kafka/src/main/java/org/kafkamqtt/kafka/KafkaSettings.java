package org.kafkamqtt.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;

/**
 * The properties of one Kafka client, complete, each with its source. Immutable.
 *
 * @param kind the client they are for
 * @param settings by property name
 * @param connectTimeout how long the first contact may take
 * @param patient whether to wait that long for a broker that refuses connections, too, since the user asked for it
 */
public record KafkaSettings(
        ClientKind kind, SortedMap<String, Setting> settings, Duration connectTimeout, boolean patient) {
    /** The source of values that the user did not choose. */
    private static final String DEFAULT = "default";
    /** The source of values that were typed by their property's name. */
    public static final String TYPED = "-X";

    private static final Pattern SECRETS = Pattern.compile(
            "passw|pwd|passphrase|secret|sasl\\.jaas\\.config|keystore\\.key|token|private\\.key|user\\.info|credential|api[._-]?key");

    private static final Pattern NOT_SECRET =
            Pattern.compile("\\.(?:url|file|class|credentials\\.source|client\\.id)$");

    public KafkaSettings {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** The bootstrap brokers, as {@code host:port,host:port}. */
    public String bootstrap() {
        return value("bootstrap.servers").orElse("");
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(settings.get(name)).map(Setting::value);
    }

    /** PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */
    public String securityProtocol() {
        return value("security.protocol").orElse("PLAINTEXT").toUpperCase(Locale.ROOT);
    }

    /** The same with a value that the user may have overridden already. */
    public KafkaSettings withDefault(String name, String value) {
        return settings.containsKey(name) ? this : with(name, value, DEFAULT);
    }

    /** The same with a value of the tool's own, whatever was there before. */
    public KafkaSettings with(String name, String value, String source) {
        SortedMap<String, Setting> more = new TreeMap<>(settings);
        more.put(name, new Setting(value, source));
        return new KafkaSettings(kind, more, connectTimeout, patient);
    }

    /**
     * The same with the value of a flag.
     *
     * @throws Failure status 2 if {@code -X} has another value
     */
    public KafkaSettings chosen(String name, String value, String flag) {
        Setting typed = settings.get(name);
        if (typed != null && typed.source().equals(TYPED) && !typed.value().equals(value)) {
            throw Failure.usage("-X " + name + "=" + (secret(name) ? "***" : typed.value()) + " and " + flag
                    + " are two values for one setting: give one of them");
        }
        return with(name, value, flag);
    }

    /** Whether the value is the tool's own choice. */
    public boolean defaulted(String name) {
        Setting setting = settings.get(name);
        return setting != null && setting.source().equals(DEFAULT);
    }

    /** The properties that another client of the library knows as well, for that client. */
    public KafkaSettings as(ClientKind other) {
        Set<String> known = other.names();
        SortedMap<String, Setting> common = new TreeMap<>(settings);
        common.keySet().retainAll(known);
        return new KafkaSettings(other, common, connectTimeout, patient);
    }

    /** The properties for the client's constructor; those of another client are left out. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        settings.forEach((name, setting) -> {
            if (kind.knows(name) || !ClientKind.anyKnows(name)) {
                properties.put(name, setting.value());
            }
        });
        return properties;
    }

    /** One sentence for each property that no Kafka client knows, with the nearest one that exists. */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        settings.forEach((name, setting) -> {
            if (!kind.knows(name) && !ClientKind.anyKnows(name)) {
                doubts.add("warning: Kafka has no property '" + name + "' (" + setting.source() + ")" + hint(name));
            }
        });
        return doubts;
    }

    private static String hint(String name) {
        return LibrdkafkaNames.here(name)
                .map(here -> ", which is librdkafka's; here it is " + here)
                .or(() -> Nearest.tail(name, ClientKind.allNames()))
                .orElse("");
    }

    /** All settings as lines {@code name=value  # source}, secrets as {@code ***}. */
    public String show() {
        StringBuilder lines = new StringBuilder();
        settings.forEach((name, setting) -> lines.append(name)
                .append('=')
                .append(secret(name) ? "***" : shown(setting.value()))
                .append("  # ")
                .append(setting.source())
                .append('\n'));
        return lines.toString();
    }

    /** A chain or bundle of certificates is shown as their number; the source says where it is. */
    private static String shown(String value) {
        long certificates = Pattern.compile("-----BEGIN [A-Z0-9 ]*CERTIFICATE-----")
                .matcher(value)
                .results()
                .count();
        return certificates == 0
                ? value
                : "(" + certificates + (certificates == 1 ? " certificate)" : " certificates)");
    }

    static boolean secret(String name) {
        return SECRETS.matcher(name.toLowerCase(Locale.ROOT)).find()
                && !NOT_SECRET.matcher(name).find();
    }
}

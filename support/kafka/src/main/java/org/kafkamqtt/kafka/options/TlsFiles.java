package org.kafkamqtt.kafka.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.Password;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.console.tls.Identity;
import org.kafkamqtt.console.tls.JavaTls;
import org.kafkamqtt.console.tls.KeyPassword;
import org.kafkamqtt.console.tls.KeySource;
import org.kafkamqtt.console.tls.PasswordOption;
import org.kafkamqtt.console.tls.Trust;
import org.kafkamqtt.kafka.KeyEngineFactory;
import org.kafkamqtt.kafka.Setting;

/**
 * Keys and certificates that Kafka's TLS properties name: checked before the client is made, and handed to it as text.
 *
 * <p>Kafka itself reads fewer forms of them, names neither option nor file when one does not fit, and takes a key that is
 * not the certificate's. Stores with a private key stay files, since Kafka chooses among their keys.
 */
final class TlsFiles {
    static final String CA = "--ca";
    static final String CERTIFICATE = "--cert";

    private static final String TRUST = "ssl.truststore.";
    private static final String OWN = "ssl.keystore.";
    private static final String ENGINE = "ssl.engine.factory.class";
    /** The algorithms that Kafka's reader of PEM knows. */
    private static final Set<String> KAFKA_KEYS = Set.of("RSA", "EC", "DSA");

    private static final Set<String> TYPES = Set.of("PEM", "PKCS12", "JKS", "JCEKS");

    private final SortedMap<String, Setting> settings;
    private final SecurityOptions options;
    private final Console console;
    private final Optional<KeyPassword> typed;

    private TlsFiles(SortedMap<String, Setting> settings, SecurityOptions options, Console console) {
        this.settings = settings;
        this.options = options;
        this.console = console;
        typed = Optional.ofNullable(options.keyPasswordFile)
                .map(file -> new KeyPassword("--key-password-file " + file, Password.inFile(file), true));
    }

    /**
     * Puts texts in place of file names, where TLS is to be used.
     *
     * @throws Failure status 2 naming the option or property and the file that does not fit
     */
    static void read(SortedMap<String, Setting> settings, SecurityOptions options, Console console) {
        TlsFiles files = new TlsFiles(settings, options, console);
        String protocol = files.value("security.protocol").orElse("").toUpperCase(Locale.ROOT);
        if (protocol.endsWith("SSL") && !settings.containsKey(ENGINE)) {
            files.names("ssl.enabled.protocols", JavaTls::versions);
            files.names("ssl.cipher.suites", JavaTls::suites);
            files.trust();
            files.identity();
        }
    }

    /** Kafka would find an unknown name only when it connects, and then try again and again. */
    private void names(String property, Supplier<Set<String>> known) {
        given(property).ifPresent(setting -> {
            for (String name : setting.value().split(",", -1)) {
                if (!known.get().contains(name.strip())) {
                    throw Failure.usage(named(property, setting) + ": Java's TLS does not know '" + name.strip() + "'"
                            + Nearest.suggestion(name.strip(), known.get()));
                }
            }
        });
    }

    private void trust() {
        Optional<List<KeySource>> sources = given(TRUST + "location")
                .map(setting -> KeySource.fileOrFolder(named(TRUST + "location", setting), path(setting)))
                .or(() -> given(TRUST + "certificates")
                        .map(setting ->
                                List.of(KeySource.text(named(TRUST + "certificates", setting), setting.value()))));
        if (sources.isEmpty() || foreign(TRUST)) {
            return;
        }
        Trust trust = Trust.read(
                sources.get(),
                new PasswordOption("ssl.truststore.password (in a file for -F)", property(TRUST + "password")));
        Setting origin = first(TRUST + "location", TRUST + "certificates");
        forget(TRUST, "location", "password");
        put(TRUST + "type", "PEM", origin);
        put(TRUST + "certificates", trust.pem(), origin);
    }

    private void identity() {
        Optional<Setting> location = given(OWN + "location");
        Optional<Setting> chain = given(OWN + "certificate.chain");
        if ((location.isEmpty() && chain.isEmpty()) || foreign(OWN)) {
            if (options.keyPasswordFile != null && location.isEmpty() && chain.isEmpty()) {
                throw Failure.usage("--key-password-file needs --cert");
            }
            return;
        }
        KeySource certificate = location.map(setting -> KeySource.file(named(OWN + "location", setting), path(setting)))
                .orElseGet(() -> KeySource.text(
                        chain.map(setting -> named(OWN + "certificate.chain", setting))
                                .orElse(""),
                        chain.map(Setting::value).orElse("")));
        Setting origin = first(OWN + "location", OWN + "certificate.chain");
        if (certificate.isStore()) {
            Identity.read(certificate, password(OWN + "password"), password("ssl.key.password"));
            store(certificate, origin);
        } else {
            text(Identity.read(certificate, key(origin), password("ssl.key.password")), origin);
        }
    }

    private Optional<KeySource> key(Setting origin) {
        if (options.key != null && origin.source().equals(CERTIFICATE)) {
            return Optional.of(KeySource.file("--key", Path.of(options.key)));
        }
        return given(OWN + "key").map(setting -> KeySource.text(named(OWN + "key", setting), setting.value()));
    }

    private void store(KeySource store, Setting origin) {
        if (options.key != null && origin.source().equals(CERTIFICATE)) {
            throw Failure.usage(
                    "--key cannot be used with " + store.name() + ", a store that holds its own key: leave out --key");
        }
        put(OWN + "type", store.storeType(), origin);
        password(OWN + "password").given().ifPresent(p -> put(OWN + "password", p.text(), origin));
    }

    private void text(Identity identity, Setting origin) {
        forget(OWN, "location", "password");
        settings.remove("ssl.key.password");
        put(OWN + "type", "PEM", origin);
        put(OWN + "certificate.chain", identity.chainPem(), origin);
        put(OWN + "key", identity.keyPem(), origin);
        if (!KAFKA_KEYS.contains(identity.algorithm())) {
            put(ENGINE, KeyEngineFactory.class.getName(), origin);
        }
    }

    /** From the short options, or else from a property. */
    private PasswordOption password(String property) {
        return new PasswordOption(
                "--key-password-file", typed.or(() -> property(property)).or(() -> Optional.ofNullable(
                                console.environment().get("KAFKA_KEY_PASSWORD"))
                        .map(text -> new KeyPassword("$KAFKA_KEY_PASSWORD", text, false))));
    }

    private Optional<KeyPassword> property(String name) {
        return given(name).map(setting -> new KeyPassword(named(name, setting), setting.value(), true));
    }

    /** What the user called it: the short option, or the property and its source. */
    private static String named(String property, Setting setting) {
        String source = setting.source();
        return source.equals(CA) || source.equals(CERTIFICATE)
                ? source
                : source.equals("-X") ? "-X " + property : property + " (" + source + ")";
    }

    private static Path path(Setting setting) {
        try {
            return Path.of(setting.value());
        } catch (InvalidPathException e) {
            throw Failure.usage("'" + setting.value() + "' (" + setting.source() + ") is not a valid file name");
        }
    }

    /** Whether its type is one that only some security provider knows. */
    private boolean foreign(String prefix) {
        Setting type = settings.get(prefix + "type");
        return type != null && !TYPES.contains(type.value().toUpperCase(Locale.ROOT));
    }

    private Optional<Setting> given(String name) {
        return Optional.ofNullable(settings.get(name))
                .filter(setting -> !setting.value().isBlank());
    }

    private Optional<String> value(String name) {
        return given(name).map(Setting::value);
    }

    private Setting first(String... names) {
        for (String name : names) {
            @Nullable Setting setting = settings.get(name);
            if (setting != null && !setting.value().isBlank()) {
                return setting;
            }
        }
        throw new IllegalStateException("none of " + List.of(names));
    }

    private void forget(String prefix, String... names) {
        for (String name : names) {
            settings.remove(prefix + name);
        }
    }

    /** With the file as its source, so that {@code --show-config} shows which one it was. */
    private void put(String name, String value, Setting origin) {
        boolean file = !origin.value().contains("-----BEGIN");
        settings.put(name, new Setting(value, origin.source() + (file ? " " + origin.value() : "")));
    }
}

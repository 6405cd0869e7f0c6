package org.kafkamqtt.mqtt.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.Password;
import org.kafkamqtt.console.tls.KeyPassword;
import org.kafkamqtt.console.tls.PasswordOption;
import org.kafkamqtt.mqtt.link.CipherName;
import org.kafkamqtt.mqtt.link.KeyFiles;
import org.kafkamqtt.mqtt.link.TlsSettings;
import picocli.CommandLine.Option;

/** How the connection is encrypted, as typed. Not thread-safe; picocli fills it in on the main thread. */
final class TlsOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("--cafile", "--capath", "--tls-use-os-certs", "--cert", "--insecure", "--tls-version", "--ciphers")
            .always("--tls-alpn", "--no-tls")
            .needs("--ca-pw-file", "--cafile")
            .needs("--key", "--cert")
            .needs("--key-pw-file", "--cert")
            .excludes("--tls-use-os-certs", "--cafile", "--capath")
            .because("--tls-use-os-certs", "trust either the given certificates or those of the system")
            .excludes("--no-tls", "--cafile", "--capath", "--tls-use-os-certs", "--cert", "--insecure")
            .excludes("--no-tls", "--tls-version", "--ciphers", "--tls-alpn");

    @Override
    public String heading() {
        return "TLS";
    }

    @Option(
            names = "--cafile",
            paramLabel = "FILE",
            description = "trust the certificates in FILE; PEM, DER, PKCS12 or JKS; switches TLS on")
    @Nullable
    Path caFile;

    @Option(
            names = "--capath",
            paramLabel = "FOLDER",
            description = "trust the PEM certificates in FOLDER; switches TLS on")
    @Nullable
    Path caPath;

    @Option(
            names = "--ca-pw-file",
            paramLabel = "FILE",
            description = "read the password of --cafile from FILE; for PKCS12 or JKS")
    @Nullable
    Path caPasswordFile;

    @Option(names = "--tls-use-os-certs", description = "trust what Java and the system trust; switches TLS on")
    boolean systemTrust;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "present the client certificate in FILE; PEM with its chain, or a PKCS12 or JKS store that"
                    + " also holds the key")
    @Nullable
    Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "use the private key in FILE; PKCS#8, PKCS#1 or EC, encrypted or not")
    @Nullable
    Path key;

    @Option(names = "--key-pw-file", paramLabel = "FILE", description = "read the key's or store's password from FILE")
    @Nullable
    Path keyPasswordFile;

    @Option(names = "--insecure", description = "accept any certificate; neither its signature nor its name is checked")
    boolean insecure;

    @Option(
            names = "--tls-version",
            paramLabel = "VERSION",
            description = "use only this TLS version; tlsv1.3 or tlsv1.2")
    @Nullable
    String version;

    @Option(
            names = "--ciphers",
            paramLabel = "NAMES",
            description = "use only these cipher suites; standard or OpenSSL names, separated by colons or commas")
    @Nullable
    String ciphers;

    @Option(names = "--tls-alpn", paramLabel = "NAME", description = "ask for this application protocol; repeatable")
    List<String> alpn = new ArrayList<>();

    @Option(names = "--no-tls", description = "do not use TLS, even on port 8883")
    boolean none;

    boolean asked() {
        return caFile != null || caPath != null || systemTrust || certificate != null || insecure || !alpn.isEmpty();
    }

    /** An option that sets how to encrypt, but does not switch encryption on. */
    Optional<String> onlyEncrypted() {
        return version != null
                ? Optional.of("--tls-version")
                : ciphers != null ? Optional.of("--ciphers") : Optional.empty();
    }

    /**
     * The settings.
     *
     * @throws Failure status 2 if a file is unreadable or unsuitable, or a cipher does not exist
     */
    TlsSettings settings() {
        List<String> versions = versions();
        List<String> names = ciphers == null ? List.of() : List.of(ciphers.split("[:,]"));
        return new TlsSettings(
                none ? KeyFiles.none() : KeyFiles.read(files()),
                insecure,
                versions,
                CipherName.suites(names, versions),
                List.copyOf(alpn));
    }

    private KeyFiles.Names files() {
        Map<String, Path> authorities = new LinkedHashMap<>();
        Optional.ofNullable(caFile).ifPresent(file -> authorities.put("--cafile", file));
        Optional.ofNullable(caPath).ifPresent(folder -> authorities.put("--capath", folder));
        return new KeyFiles.Names(
                authorities,
                password("--ca-pw-file", caPasswordFile),
                Optional.ofNullable(certificate),
                Optional.ofNullable(key),
                password("--key-pw-file", keyPasswordFile));
    }

    private static PasswordOption password(String option, @Nullable Path file) {
        return new PasswordOption(
                option,
                Optional.ofNullable(file)
                        .map(named -> new KeyPassword(option + " " + named, Password.inFile(named), true)));
    }

    private List<String> versions() {
        return switch (version == null ? "" : version.toLowerCase(java.util.Locale.ROOT)) {
            case "" -> List.of();
            case "tlsv1.3" -> List.of("TLSv1.3");
            case "tlsv1.2" -> List.of("TLSv1.2");
            default -> throw Failure.usage("unknown --tls-version '" + version + "': use tlsv1.3 or tlsv1.2");
        };
    }
}

package org.kafkamqtt.kafka.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import picocli.CommandLine.Option;

/** Short forms of Kafka's TLS and SASL properties, as typed. */
final class SecurityOptions implements OptionSection {
    @Override
    public String heading() {
        return "TLS and SASL";
    }

    @Option(names = "--tls", description = "encrypt with TLS; implied by --ca and --cert")
    boolean tls;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "trust the certificates in FILE; a file or folder of PEM or DER, or a PKCS12 or JKS store"
                    + " (default: Java's own)")
    @Nullable
    Path ca;

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
            description =
                    "use the private key in FILE; PKCS#8, PKCS#1 or EC, encrypted or not (default: the one in --cert)")
    @Nullable
    String key;

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description = "read the key's or store's password from FILE (also $KAFKA_KEY_PASSWORD)")
    @Nullable
    Path keyPasswordFile;

    @Option(names = "--no-hostname-check", description = "accept a certificate for another host name")
    boolean noHostnameCheck;

    @Option(
            names = "--sasl-mechanism",
            paramLabel = "NAME",
            description = "log in with SASL mechanism NAME; PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER"
                    + " (default: none; with --username: PLAIN)")
    @Nullable
    String mechanism;

    @Option(
            names = "--username",
            paramLabel = "NAME",
            description = "log in as NAME; a SASL user or an OAuth client identifier (also $KAFKA_USERNAME)")
    @Nullable
    String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "read the password from the first line of FILE; without one, it is asked for on the terminal"
                    + " (also $KAFKA_PASSWORD)")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--oauth-token-url",
            paramLabel = "URL",
            description = "get OAUTHBEARER tokens from URL; with the client credentials")
    @Nullable
    String tokenUrl;
}

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

    @Option(names = "--tls", description = "encrypt; implied by --ca and --cert")
    boolean tls;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "certificates to trust: a file or folder of PEM or DER, or a PKCS12 or JKS store (default: Java's own)")
    @Nullable
    Path ca;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "own certificate with its chain: PEM, or a PKCS12 or JKS store with the key in it")
    @Nullable
    Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "own private key: PKCS#8, PKCS#1 or EC, also encrypted (default: in --cert)")
    @Nullable
    String key;

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description = "password of the key or store (also $KAFKA_KEY_PASSWORD)")
    @Nullable
    Path keyPasswordFile;

    @Option(names = "--no-hostname-check", description = "accept a certificate of another host name")
    boolean noHostnameCheck;

    @Option(
            names = "--sasl-mechanism",
            paramLabel = "NAME",
            description = "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER (default with --username: PLAIN)")
    @Nullable
    String mechanism;

    @Option(
            names = "--username",
            paramLabel = "NAME",
            description = "SASL user name, or OAuth client identifier (also $KAFKA_USERNAME)")
    @Nullable
    String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "file with the password in its first line (also $KAFKA_PASSWORD; else asked on a terminal)")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--oauth-token-url",
            paramLabel = "URL",
            description = "where OAUTHBEARER gets its token with the client credentials")
    @Nullable
    String tokenUrl;
}

package org.kafkamqtt.kafka.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;

/** Kafka's TLS and SASL properties from the short options; {@link TlsFiles} deals with their files. */
final class SecurityProperties {
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");
    private static final String MODULES = "org.apache.kafka.common.security.";

    private final SecurityOptions options;
    private final Console console;
    private final Map<String, String> properties = new LinkedHashMap<>();

    private SecurityProperties(SecurityOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    static Map<String, String> of(SecurityOptions options, Console console) {
        return new SecurityProperties(options, console).build();
    }

    private Map<String, String> build() {
        String username = options.username != null
                ? options.username
                : console.environment().get("KAFKA_USERNAME");
        if (options.key != null && options.certificate == null) {
            throw Failure.usage("--key needs --cert");
        }
        boolean sasl = options.mechanism != null || username != null;
        boolean tls = options.tls || options.ca != null || options.certificate != null || options.noHostnameCheck;
        if (sasl || tls) {
            properties.put("security.protocol", (sasl ? "SASL_" : "") + (tls ? "SSL" : sasl ? "PLAINTEXT" : ""));
        }
        if (tls) {
            if (options.noHostnameCheck) {
                properties.put("ssl.endpoint.identification.algorithm", "");
            }
        }
        if (sasl) {
            login(username);
        }
        return properties;
    }

    private void login(@Nullable String username) {
        String mechanism = mechanism();
        if (username == null) {
            throw Failure.usage("--sasl-mechanism needs --username or $KAFKA_USERNAME");
        }
        properties.put("sasl.mechanism", mechanism);
        String password = Secret.require(
                options.passwordFile, console, "KAFKA_PASSWORD", "Password of " + username + " for Kafka");
        if (mechanism.equals("OAUTHBEARER")) {
            oauth(username, password);
            return;
        }
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        properties.put("sasl.jaas.config", jaas(module, "username", username, "password", password));
    }

    private void oauth(String client, String secret) {
        if (options.tokenUrl == null) {
            throw Failure.usage("--sasl-mechanism OAUTHBEARER needs --oauth-token-url");
        }
        // Since 4.0 the client contacts only URLs that the process allows by name.
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", options.tokenUrl);
        properties.put("sasl.oauthbearer.token.endpoint.url", options.tokenUrl);
        // Kafka's default one is for brokers too and needs a library that clients have no use for.
        properties.put("sasl.oauthbearer.jwt.validator.class", MODULES + "oauthbearer.ClientJwtValidator");
        properties.put("sasl.login.callback.handler.class", MODULES + "oauthbearer.OAuthBearerLoginCallbackHandler");
        properties.put(
                "sasl.jaas.config",
                jaas("oauthbearer.OAuthBearerLoginModule", "clientId", client, "clientSecret", secret));
    }

    private String mechanism() {
        String mechanism = options.mechanism == null ? "PLAIN" : options.mechanism.toUpperCase(Locale.ROOT);
        if (!MECHANISMS.contains(mechanism)) {
            throw Failure.usage("unknown --sasl-mechanism '" + options.mechanism + "': use "
                    + String.join(", ", MECHANISMS) + Nearest.listed(mechanism, MECHANISMS));
        }
        return mechanism;
    }

    private static String jaas(String module, String userKey, String user, String passwordKey, String password) {
        return MODULES + module + " required " + userKey + "=" + quoted(user) + " " + passwordKey + "="
                + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package org.kafkamqtt.console.tls;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One key, certificate or other thing of a PEM or DER file; decoded when it is asked for. Immutable. */
final class Block {
    private final KeySource source;
    private final String label;
    private final Map<String, String> headers;
    private final String body;
    private final byte[] der;
    private final int line;

    private Block(KeySource source, String label, Map<String, String> headers, String body, byte[] der, int line) {
        this.source = source;
        this.label = label;
        this.headers = headers;
        this.body = body;
        this.der = der;
        this.line = line;
    }

    /** The text between BEGIN and END: headers such as {@code DEK-Info} and an empty line, then base64. */
    static Block ofPem(KeySource source, String label, String inside, int line) {
        Map<String, String> headers = new HashMap<>();
        String body = inside.strip();
        int blank = body.indexOf("\n\n");
        if (blank > 0 && body.lines().findFirst().orElse("").contains(":")) {
            for (String header : body.substring(0, blank).split("\n", -1)) {
                int colon = header.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            header.substring(0, colon).strip().toUpperCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
            }
            body = body.substring(blank);
        }
        return new Block(source, label, headers, body, new byte[0], line);
    }

    static Block ofDer(KeySource source) {
        byte[] bytes = source.bytes();
        return new Block(source, DerKind.label(bytes), Map.of(), "", bytes, 0);
    }

    KeySource source() {
        return source;
    }

    String label() {
        return label;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toUpperCase(Locale.ROOT)));
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE")
                || label.equals("X509 CERTIFICATE")
                || label.equals("TRUSTED CERTIFICATE")
                || isBundle();
    }

    /** Certificates in an envelope (RFC 2315). */
    boolean isBundle() {
        return label.equals("PKCS7") || label.equals("CMS");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** In words, with an article. */
    String meaning() {
        return switch (label) {
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> "a certificate";
            case "PKCS7", "CMS" -> "a PKCS7 bundle";
            case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" -> "a private key";
            case "ENCRYPTED PRIVATE KEY" -> "an encrypted private key";
            case "OPENSSH PRIVATE KEY" -> "a private key of OpenSSH";
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> "a public key";
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> "a request for a certificate";
            case "X509 CRL" -> "a list of revoked certificates";
            case DerKind.UNKNOWN -> "DER that is neither a key nor a certificate";
            default -> "'" + label + "'";
        };
    }

    /** The DER inside. */
    byte[] content() {
        if (line == 0) {
            return der.clone();
        }
        try {
            byte[] content = Base64.getDecoder().decode(body.replaceAll("\\s+", ""));
            if (content.length > 0 && content[0] == DerInput.SEQUENCE) {
                new DerInput(content).sequence();
            }
            return content;
        } catch (IllegalArgumentException e) {
            throw source.failure(
                    "the " + label + " that begins in line " + line + " is damaged or cut short: " + "not whole base64",
                    e);
        }
    }
}

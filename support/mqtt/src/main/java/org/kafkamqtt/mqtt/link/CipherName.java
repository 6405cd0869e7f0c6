package org.kafkamqtt.mqtt.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cipher suites of TLS 1.2 by OpenSSL's names, as mosquitto takes them, in the names of the standard, which Java takes. */
final class CipherName {
    private static final Pattern BLOCK =
            Pattern.compile("(?:(ECDHE|DHE)-(RSA|ECDSA)-)?AES(128|256)-(?:(GCM)-)?SHA(256|384)?");
    private static final Pattern STREAM = Pattern.compile("(ECDHE|DHE)-(RSA|ECDSA)-CHACHA20-POLY1305");

    private CipherName() {}

    /** The standard's name of the suite; what is no name of OpenSSL stays as it is. */
    static String standard(String name) {
        Matcher stream = STREAM.matcher(name);
        if (stream.matches()) {
            return "TLS_" + stream.group(1) + "_" + stream.group(2) + "_WITH_CHACHA20_POLY1305_SHA256";
        }
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return name;
        }
        String exchange = block.group(1) == null ? "RSA" : block.group(1) + "_" + block.group(2);
        String mode = block.group(4) == null ? "CBC" : "GCM";
        String hash = block.group(5) == null ? "SHA" : "SHA" + block.group(5);
        return "TLS_" + exchange + "_WITH_AES_" + block.group(3) + "_" + mode + "_" + hash;
    }
}

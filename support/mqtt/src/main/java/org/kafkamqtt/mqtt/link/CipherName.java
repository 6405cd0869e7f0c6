package org.kafkamqtt.mqtt.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.console.tls.JavaTls;

/** Translates OpenSSL's names of TLS 1.2 cipher suites, as mosquitto takes them, into the standard's, which Java takes. */
public final class CipherName {
    private static final Pattern BLOCK =
            Pattern.compile("(?:(ECDHE|DHE)-(RSA|ECDSA)-)?AES(128|256)-(?:(GCM)-)?SHA(256|384)?");
    private static final Pattern STREAM = Pattern.compile("(ECDHE|DHE)-(RSA|ECDSA)-CHACHA20-POLY1305");

    private static final Set<String> OF_TLS_1_3 =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private CipherName() {}

    /**
     * The suites by Java's names.
     *
     * @param names by the standard's names or OpenSSL's
     * @param versions of TLS that are allowed; empty: all
     * @throws Failure status 2 if Java does not have one of them, or none is of these versions
     */
    public static List<String> suites(List<String> names, List<String> versions) {
        List<String> suites = new ArrayList<>();
        Set<String> known = names.isEmpty() ? Set.of() : JavaTls.suites();
        for (String name : names) {
            String suite = standard(name.strip());
            if (!known.contains(suite)) {
                throw Failure.usage("--ciphers: Java has no cipher suite '" + name.strip() + "'"
                        + Nearest.tail(suite, known)
                                .orElse("; write names such as TLS_AES_256_GCM_SHA384 or ECDHE-RSA-AES256-GCM-SHA384"));
            }
            suites.add(suite);
        }
        if (!suites.isEmpty() && versions.size() == 1) {
            boolean newest = versions.contains("TLSv1.3");
            if (suites.stream().noneMatch(suite -> OF_TLS_1_3.contains(suite) == newest)) {
                throw Failure.usage("--ciphers: none of these is a cipher of --tls-version "
                        + versions.get(0).toLowerCase(Locale.ROOT));
            }
        }
        return suites;
    }

    /** The standard's name of the suite; what is not a name of OpenSSL's stays as it is. */
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

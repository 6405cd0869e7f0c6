package org.kafkamqtt.mqtt.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.Failure;

class CipherNameTest {
    /** The pairs of openssl's manual page ciphers(1). */
    @ParameterizedTest
    @CsvSource({
        "ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-RSA-AES128-GCM-SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "DHE-RSA-AES256-SHA256, TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
        "ECDHE-RSA-AES256-SHA384, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "ECDHE-RSA-AES128-SHA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "AES256-GCM-SHA384, TLS_RSA_WITH_AES_256_GCM_SHA384",
        "AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA",
    })
    void gives_the_name_that_java_knows(String openssl, String standard) throws Exception {
        assertEquals(standard, CipherName.standard(openssl));
        List<String> known =
                List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        assertTrue(known.contains(standard), standard);
    }

    @ParameterizedTest
    @CsvSource({"TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "whatever"})
    void leaves_other_names_alone(String name) {
        assertEquals(name, CipherName.standard(name));
    }

    @Test
    void leaves_no_name_of_nothing() {
        assertEquals("", CipherName.standard(""));
    }

    @Test
    void suites_are_looked_at_with_the_versions_they_belong_to() {
        List<String> both = List.of("ECDHE-RSA-AES256-GCM-SHA384", " TLS_AES_128_GCM_SHA256");
        assertEquals(
                List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"),
                CipherName.suites(both, List.of("TLSv1.3")));
        assertEquals(List.of(), CipherName.suites(List.of(), List.of("TLSv1.2")));
        assertEquals(
                "--ciphers: none of these is a cipher of --tls-version tlsv1.2",
                refusal(List.of("TLS_AES_128_GCM_SHA256"), List.of("TLSv1.2")));
    }

    @Test
    void an_unknown_suite_is_named() {
        for (String name : List.of("NOPE", "HIGH", "!aNULL", "")) {
            String words = refusal(List.of(name), List.of());
            assertTrue(words.startsWith("--ciphers: Java has no cipher suite '" + name + "'"), words);
        }
        assertTrue(refusal(List.of("TLS_AES_128_GCM_SHA265"), List.of())
                .endsWith("did you mean 'TLS_AES_128_GCM_SHA256'?"));
    }

    private static String refusal(List<String> names, List<String> versions) {
        return assertThrows(Failure.class, () -> CipherName.suites(names, versions))
                .sentence();
    }
}

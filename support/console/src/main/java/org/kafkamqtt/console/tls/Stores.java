package org.kafkamqtt.console.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PKCS12 and JKS stores. */
final class Stores {
    private Stores() {}

    static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens one.
     *
     * @throws org.kafkamqtt.console.failure.Failure status 2 if the password is wrong or missing, or the file is damaged
     */
    static KeyStore open(KeySource source, PasswordOption option) {
        char[] password = option.given().map(KeyPassword::letters).orElse(null);
        try {
            return loaded(source, password);
        } catch (IOException | GeneralSecurityException e) {
            boolean refused =
                    e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException;
            throw source.failure(
                    refused
                            ? password == null
                                    ? "the store needs its password; give it with " + option.option()
                                    : "the password of "
                                            + option.given()
                                                    .map(KeyPassword::option)
                                                    .orElse("") + " does not open it"
                            : "the store is damaged or cut short",
                    e);
        }
    }

    private static KeyStore loaded(KeySource source, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(source.form().name());
        store.load(new ByteArrayInputStream(source.bytes()), password);
        return store;
    }

    /** Every certificate of a store. */
    static List<X509Certificate> certificates(KeySource source, PasswordOption option) {
        KeyStore store = open(source, option);
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw source.failure("the store is damaged", e);
        }
        if (found.isEmpty()) {
            // Without a password Java opens a store and shows nothing of what is encrypted in it.
            throw source.failure(
                    option.given().isEmpty()
                            ? "no certificate in it can be read without the store's password; give it with "
                                    + option.option()
                            : "the store holds no certificate");
        }
        return found;
    }
}

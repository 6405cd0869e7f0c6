package org.kafkamqtt.console.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A private key with the certificates that show whose it is; they belong together. Immutable. */
public final class Identity {
    private final String name;
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final KeyStore store;
    private final String password;

    private Identity(String name, PrivateKey key, List<X509Certificate> chain, KeyStore store, String password) {
        this.name = name;
        this.key = key;
        this.chain = List.copyOf(chain);
        this.store = store;
        this.password = password;
    }

    /**
     * Reads it.
     *
     * @param certificate the certificates, or a store with everything
     * @param key the private key, if it is not beside the certificates
     * @param password of the key and the store
     * @throws org.kafkamqtt.console.failure.Failure status 2 naming the file that does not fit, with what to do
     */
    public static Identity read(KeySource certificate, Optional<KeySource> key, PasswordOption password) {
        return certificate.isStore()
                ? ofStore(certificate, key, password, password)
                : ofFiles(certificate, key, password);
    }

    /** The same with a key that has another password than its store. */
    public static Identity read(KeySource store, PasswordOption storePassword, PasswordOption keyPassword) {
        return ofStore(store, Optional.empty(), storePassword, keyPassword);
    }

    private static Identity ofFiles(KeySource certificate, Optional<KeySource> key, PasswordOption password) {
        KeySource keySource = key.orElse(certificate);
        if (keySource.isStore()) {
            throw keySource.failure(
                    keySource.contents() + ", which belongs in place of the certificate, not of the key");
        }
        List<X509Certificate> certificates = Certificates.in(certificate);
        if (key.isEmpty() && certificate.blocks().stream().noneMatch(Block::isPrivateKey)) {
            throw certificate.failure("it holds no private key; give the key with --key");
        }
        for (PrivateKey candidate : PrivateKeys.in(keySource, password)) {
            List<X509Certificate> chain = Chain.of(candidate, certificates);
            if (!chain.isEmpty()) {
                return new Identity(certificate.name(), candidate, chain, stored(candidate, chain), "");
            }
        }
        throw keySource.failure(
                key.isEmpty()
                        ? "its private key is not the one of its certificate"
                        : "is not the private key of the certificate in " + certificate.name());
    }

    private static KeyStore stored(PrivateKey key, List<X509Certificate> chain) {
        KeyStore store = Stores.empty();
        try {
            store.setKeyEntry("own", key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Identity ofStore(
            KeySource source, Optional<KeySource> key, PasswordOption storePassword, PasswordOption keyPassword) {
        key.ifPresent(besides -> {
            throw besides.failure("leave it out: " + source.name() + " is a store that holds the key as well");
        });
        KeyStore store = Stores.open(source, storePassword);
        String password = keyPassword
                .given()
                .or(storePassword::given)
                .map(KeyPassword::text)
                .orElse("");
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, password.toCharArray()) instanceof PrivateKey found) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (java.security.cert.Certificate certificate : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) certificate);
                    }
                    return new Identity(source.name(), found, chain, store, password);
                }
            }
        } catch (UnrecoverableKeyException e) {
            throw source.failure(
                    "the password does not open the key in the store; give it with " + keyPassword.option(), e);
        } catch (GeneralSecurityException e) {
            throw source.failure("the key in the store cannot be read", e);
        }
        throw source.failure("the store holds no private key");
    }

    /** For Java's own TLS; {@link #storePassword} opens it. */
    public KeyStore store() {
        return store;
    }

    public char[] storePassword() {
        return password.toCharArray();
    }

    /** Such as RSA or EdDSA. */
    public String algorithm() {
        return key.getAlgorithm();
    }

    /** The private key as text, in PKCS #8, not encrypted: never to be shown. */
    public String keyPem() {
        return Pem.written("PRIVATE KEY", key.getEncoded());
    }

    /** The own certificate first, each signed by the next one, as text. */
    public String chainPem() {
        return Trust.pem(chain);
    }

    List<X509Certificate> chain() {
        return chain;
    }

    /** The certificate that is shown to the other side. */
    public OwnCertificate certificate() {
        return OwnCertificate.of(name, chain.get(0));
    }
}

package org.kafkamqtt.console.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/** Private keys in every form that openssl and others write: PKCS #8, PKCS #1, SEC 1, each also encrypted. */
final class PrivateKeys {
    private static final String EC = "1.2.840.10045.2.1";
    /** Java's names of algorithms, by their object identifiers. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.113549.1.1.1",
            "RSA",
            "1.2.840.113549.1.1.10",
            "RSASSA-PSS",
            EC,
            "EC",
            "1.2.840.10040.4.1",
            "DSA",
            "1.3.101.112",
            "Ed25519",
            "1.3.101.113",
            "Ed448");

    /** P-256, P-384 and P-521. */
    private static final List<String> CURVES = List.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

    private PrivateKeys() {}

    /**
     * All that the source holds, in order.
     *
     * @throws org.kafkamqtt.console.failure.Failure status 2 if there is none or one cannot be read, with what to do
     */
    static List<PrivateKey> in(KeySource source, PasswordOption password) {
        List<PrivateKey> keys = source.blocks().stream()
                .filter(Block::isPrivateKey)
                .map(block -> key(block, password))
                .toList();
        if (keys.isEmpty()) {
            throw source.failure("no private key in it: " + source.contents());
        }
        return keys;
    }

    private static PrivateKey key(Block block, PasswordOption password) {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> pkcs8(block, plain(block, password));
                case "ENCRYPTED PRIVATE KEY" -> decrypted(block, password);
                case "RSA PRIVATE KEY" -> pkcs8(block, Pkcs8.ofRsa(plain(block, password)));
                case "EC PRIVATE KEY" -> pkcs8(block, Pkcs8.ofEc(plain(block, password)));
                case "OPENSSH PRIVATE KEY" ->
                    throw block.source()
                            .failure(
                                    "it is a key of OpenSSH; convert a copy of it with 'ssh-keygen -p -m PKCS8 -f COPY'");
                default ->
                    throw block.source().failure("TLS cannot use a " + block.label() + "; use RSA, EC or Ed25519");
            };
        } catch (IllegalArgumentException e) {
            throw block.source().failure("the " + block.label() + " in it is damaged", e);
        }
    }

    private static byte[] plain(Block block, PasswordOption password) {
        if (block.header("Proc-Type").orElse("").contains("ENCRYPTED")) {
            return LegacyEncryption.opened(block, password);
        }
        password.given().filter(KeyPassword::typed).ifPresent(needless -> {
            throw block.source().failure("the key is not encrypted; leave out " + needless.option());
        });
        return block.content();
    }

    private static PrivateKey decrypted(Block block, PasswordOption password) {
        byte[] opened = EncryptedKey.opened(block, password);
        try {
            return pkcs8(block, opened);
        } catch (IllegalArgumentException e) {
            // One wrong password in 256 leaves padding that looks right.
            throw EncryptedKey.wrongPassword(block, password, e);
        }
    }

    private static PrivateKey pkcs8(Block block, byte[] content) {
        DerInput inside = new DerInput(content).sequence();
        inside.integer();
        DerInput algorithm = inside.sequence();
        String object = algorithm.object();
        String name = ALGORITHMS.get(object);
        if (name == null) {
            throw block.source().failure("TLS cannot use a key of this kind (" + object + "); use RSA, EC or Ed25519");
        }
        if (object.equals(EC)) {
            checkCurve(block, algorithm);
        }
        try {
            return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(content));
        } catch (GeneralSecurityException e) {
            throw block.source().failure("the " + name + " key in it is damaged", e);
        }
    }

    private static void checkCurve(Block block, DerInput algorithm) {
        if (!algorithm.nextIs(DerInput.OBJECT)) {
            throw block.source()
                    .failure("the curve of this key has no name; convert it with 'openssl ec -in "
                            + block.source().fileName() + " -param_enc named_curve -out NEW'");
        }
        String curve = algorithm.object();
        if (!CURVES.contains(curve)) {
            throw block.source()
                    .failure("Java's TLS does not support the curve of this key (" + curve
                            + "); make one on P-256, P-384 or P-521");
        }
    }
}

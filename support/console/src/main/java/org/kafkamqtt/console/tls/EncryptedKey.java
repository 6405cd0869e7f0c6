package org.kafkamqtt.console.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.kafkamqtt.console.failure.Failure;

/**
 * Opens encrypted PKCS #8: PBES2 with PBKDF2 (RFC 8018), as openssl has written it since 1.1, and what Java supports of PBES1.
 *
 * <p>Java's own PBES2 supports neither AES-192 nor 3DES, and names the rest differently from version to version.
 */
final class EncryptedKey {
    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String HMAC_SHA1 = "1.2.840.113549.2.7";

    private static final Map<String, String> DERIVATIONS = Map.of(
            HMAC_SHA1,
            "PBKDF2WithHmacSHA1",
            "1.2.840.113549.2.8",
            "PBKDF2WithHmacSHA224",
            "1.2.840.113549.2.9",
            "PBKDF2WithHmacSHA256",
            "1.2.840.113549.2.10",
            "PBKDF2WithHmacSHA384",
            "1.2.840.113549.2.11",
            "PBKDF2WithHmacSHA512");

    private static final Map<String, SymmetricCipher> CIPHERS = Map.of(
            "2.16.840.1.101.3.4.1.2", SymmetricCipher.AES_128,
            "2.16.840.1.101.3.4.1.22", SymmetricCipher.AES_192,
            "2.16.840.1.101.3.4.1.42", SymmetricCipher.AES_256,
            "1.2.840.113549.3.7", SymmetricCipher.DES_3,
            "1.3.14.3.2.7", SymmetricCipher.DES);

    /** Some ten seconds; openssl's default is 2048. */
    private static final int MOST_ROUNDS = 10_000_000;

    private EncryptedKey() {}

    /**
     * The PKCS #8 inside.
     *
     * @throws Failure status 2 without a password, with a wrong one, or if the encryption is not supported
     */
    static byte[] opened(Block block, PasswordOption option) {
        KeyPassword password = required(block, option);
        byte[] content = block.content();
        DerInput inside = new DerInput(content).sequence();
        DerInput algorithm = inside.sequence();
        byte[] encrypted = inside.octets();
        try {
            return algorithm.object().equals(PBES2)
                    ? pbes2(block, algorithm.sequence(), encrypted, password)
                    : pbes1(block, content, password);
        } catch (GeneralSecurityException e) {
            throw wrongPassword(block, option, e);
        }
    }

    static KeyPassword required(Block block, PasswordOption option) {
        return option.given().orElseThrow(() -> block.source()
                .failure("the key is encrypted; give its password with " + option.option()));
    }

    static Failure wrongPassword(Block block, PasswordOption option, Throwable cause) {
        String given = option.given().map(KeyPassword::option).orElse(option.option());
        return block.source().failure("the key cannot be decrypted; is the password of " + given + " right?", cause);
    }

    private static byte[] pbes2(Block block, DerInput parameters, byte[] encrypted, KeyPassword password)
            throws GeneralSecurityException {
        DerInput derivation = parameters.sequence();
        DerInput encryption = parameters.sequence();
        SymmetricCipher cipher = CIPHERS.get(encryption.object());
        if (!derivation.object().equals(PBKDF2) || cipher == null) {
            throw unknown(block);
        }
        byte[] key = derived(block, derivation.sequence(), cipher.keyBytes(), password);
        return cipher.decrypted(key, encryption.octets(), encrypted);
    }

    private static byte[] derived(Block block, DerInput parameters, int keyBytes, KeyPassword password)
            throws GeneralSecurityException {
        byte[] salt = parameters.octets();
        int rounds = parameters.integer();
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw unknown(block);
        }
        if (parameters.nextIs(DerInput.INTEGER)) {
            parameters.integer();
        }
        String digest = parameters.hasNext() ? parameters.sequence().object() : HMAC_SHA1;
        String name = DERIVATIONS.get(digest);
        if (name == null) {
            throw unknown(block);
        }
        SecretKey key = SecretKeyFactory.getInstance(name)
                .generateSecret(new PBEKeySpec(password.letters(), salt, rounds, 8 * keyBytes));
        return key.getEncoded();
    }

    /** Java has a cipher for each of the old kinds. */
    private static byte[] pbes1(Block block, byte[] content, KeyPassword password) throws GeneralSecurityException {
        EncryptedPrivateKeyInfo info;
        Cipher cipher;
        try {
            info = new EncryptedPrivateKeyInfo(content);
            cipher = Cipher.getInstance(info.getAlgName());
        } catch (IOException | GeneralSecurityException e) {
            throw unknown(block);
        }
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(new PBEKeySpec(password.letters())),
                info.getAlgParameters());
        return info.getKeySpec(cipher).getEncoded();
    }

    private static Failure unknown(Block block) {
        return block.source()
                .failure("the key's encryption is not supported; convert it with 'openssl pkcs8 -topk8 -in "
                        + block.source().fileName() + " -out NEW'");
    }

    /** A block cipher in CBC mode. */
    enum SymmetricCipher {
        AES_128("AES", 16),
        AES_192("AES", 24),
        AES_256("AES", 32),
        DES_3("DESede", 24),
        DES("DES", 8);

        private final String algorithm;
        private final int keyBytes;

        SymmetricCipher(String algorithm, int keyBytes) {
            this.algorithm = algorithm;
            this.keyBytes = keyBytes;
        }

        int keyBytes() {
            return keyBytes;
        }

        byte[] decrypted(byte[] key, byte[] start, byte[] encrypted) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
            AlgorithmParameterSpec vector = new IvParameterSpec(start);
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), vector);
            return cipher.doFinal(encrypted);
        }
    }
}

package org.kafkamqtt.console.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.kafkamqtt.console.tls.EncryptedKey.SymmetricCipher;

/** Opens keys that openssl encrypts within PEM (RFC 1421): {@code DEK-Info} names the cipher, MD5 makes the key. */
final class LegacyEncryption {
    private static final Map<String, SymmetricCipher> CIPHERS = Map.of(
            "AES-128-CBC", SymmetricCipher.AES_128,
            "AES-192-CBC", SymmetricCipher.AES_192,
            "AES-256-CBC", SymmetricCipher.AES_256,
            "DES-EDE3-CBC", SymmetricCipher.DES_3,
            "DES-CBC", SymmetricCipher.DES);
    private static final int SALT_BYTES = 8;

    private LegacyEncryption() {}

    static byte[] opened(Block block, PasswordOption option) {
        KeyPassword password = EncryptedKey.required(block, option);
        String[] info = block.header("DEK-Info").orElse("").split(",", 2);
        SymmetricCipher cipher = CIPHERS.get(info[0].strip().toUpperCase(Locale.ROOT));
        if (cipher == null || info.length < 2) {
            throw block.source()
                    .failure("the key is encrypted with " + (info[0].isEmpty() ? "nothing named" : info[0])
                            + ", which is not supported; convert it with 'openssl pkcs8 -topk8 -in "
                            + block.source().fileName() + " -out NEW'");
        }
        byte[] start = HexFormat.of().parseHex(info[1].strip());
        try {
            byte[] key = derived(password, Arrays.copyOf(start, SALT_BYTES), cipher.keyBytes());
            byte[] opened = cipher.decrypted(key, start, block.content());
            new DerInput(opened).sequence().integer();
            return opened;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw EncryptedKey.wrongPassword(block, option, e);
        }
    }

    /** openssl's EVP_BytesToKey with one round. */
    private static byte[] derived(KeyPassword password, byte[] salt, int bytes) throws GeneralSecurityException {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        byte[] last = new byte[0];
        while (key.size() < bytes) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(last);
            digest.update(password.text().getBytes(StandardCharsets.UTF_8));
            last = digest.digest(salt);
            key.writeBytes(last);
        }
        return Arrays.copyOf(key.toByteArray(), bytes);
    }
}

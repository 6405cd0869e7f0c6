package org.kafkamqtt.mqtt.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and keys from files: PEM (RFC 7468), PKCS12 and JKS, told apart by their content. */
final class KeyFiles {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final List<Path> SYSTEM_BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    private KeyFiles() {}

    /** A store of certificates to trust, from files and folders of files. */
    static KeyStore trust(List<Path> places, Optional<String> password) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        for (Path place : places) {
            for (Path file : files(place)) {
                addTrusted(store, file, password);
            }
        }
        if (store.size() == 0) {
            throw new SSLException("no certificate found in " + places);
        }
        return store;
    }

    /** What Java trusts, and the system's own bundle beside it; null means Java's default. */
    static TrustManager @Nullable [] systemTrust() throws IOException, GeneralSecurityException {
        Optional<Path> bundle =
                SYSTEM_BUNDLES.stream().filter(Files::isReadable).findFirst();
        if (bundle.isEmpty() || System.getProperty("javax.net.ssl.trustStore") != null) {
            return null;
        }
        KeyStore store = empty();
        addTrusted(store, bundle.get(), Optional.empty());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.size() == 0 ? null : store);
        return factory.getTrustManagers();
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> inside = Files.list(place)) {
            return inside.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void addTrusted(KeyStore store, Path file, Optional<String> password)
            throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        if (isPem(bytes)) {
            for (Certificate certificate : certificates(bytes)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            return;
        }
        KeyStore other = store(file, bytes, password.map(String::toCharArray).orElse(null));
        for (String alias : java.util.Collections.list(other.aliases())) {
            store.setCertificateEntry("trusted-" + store.size(), other.getCertificate(alias));
        }
    }

    /** A store with one private key and its chain. */
    static KeyStore identity(Path certificate, Optional<Path> key, char[] password)
            throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(certificate);
        if (!isPem(bytes)) {
            return store(certificate, bytes, password);
        }
        Path keyFile = key.orElse(certificate);
        PrivateKey privateKey = privateKey(keyFile, Files.readAllBytes(keyFile), password);
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey, password, certificates(bytes).toArray(Certificate[]::new));
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static boolean isPem(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    /** Java reads both kinds of store whatever kind is asked for, unless it is told otherwise. */
    private static KeyStore store(Path file, byte[] bytes, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        GeneralSecurityException trouble = new GeneralSecurityException("unknown format");
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore store = KeyStore.getInstance(type);
            try (InputStream in = new ByteArrayInputStream(bytes)) {
                store.load(in, password);
                return store;
            } catch (IOException | GeneralSecurityException e) {
                if (e.getCause() instanceof java.security.UnrecoverableKeyException) {
                    throw new SSLException(
                            "the password of " + file + " is wrong; give it with --key-pw-file or --ca-pw-file");
                }
                trouble.addSuppressed(e);
            }
        }
        throw new SSLException(file + " is neither PEM nor a PKCS12 or JKS store", trouble);
    }

    private static List<Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> found = new ArrayList<>();
        for (Block block : blocks(pem)) {
            if (block.label().endsWith("CERTIFICATE") && !block.label().equals("ATTRIBUTE CERTIFICATE")) {
                found.add(factory.generateCertificate(new ByteArrayInputStream(block.content())));
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("no certificate in the PEM file");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file, byte[] pem, char[] password)
            throws IOException, GeneralSecurityException {
        for (Block block : blocks(pem)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return pkcs8(file, block.content());
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return pkcs8(file, decrypted(file, block.content(), password));
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(file, Der.rsaKey(block.content()));
                }
                case "EC PRIVATE KEY" -> {
                    return pkcs8(file, Der.ecKey(block.content()));
                }
                default -> {
                    // A certificate, or parameters that the key repeats.
                }
            }
        }
        throw new SSLException("no private key in " + file);
    }

    private static byte[] decrypted(Path file, byte[] content, char[] password)
            throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
        try {
            // PBES2 is named by its parameters, the older kinds by themselves.
            String algorithm =
                    info.getAlgName().equals("PBES2") || info.getAlgName().startsWith("1.2.840.113549.1.5.13")
                            ? String.valueOf(info.getAlgParameters())
                            : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new SSLException(
                    "cannot decrypt the private key in " + file + "; is the password in --key-pw-file right?", e);
        }
    }

    private static PrivateKey pkcs8(Path file, byte[] content) throws GeneralSecurityException, IOException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519", "Ed448", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
            } catch (InvalidKeySpecException e) {
                // another algorithm then
            }
        }
        throw new SSLException("the private key in " + file + " is of no kind that Java knows");
    }

    /** One block of a PEM file. */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    private record Block(String label, byte[] content) {}

    private static List<Block> blocks(byte[] pem) throws GeneralSecurityException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = PEM.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        try {
            while (matcher.find()) {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            }
        } catch (IllegalArgumentException e) {
            throw new CertificateException("a PEM block is not base64", e);
        }
        return blocks;
    }

    /** As much of ASN.1 as it takes to put the older forms of private keys into PKCS #8 (RFC 5208). */
    private static final class Der {
        private static final byte[] VERSION_0 = {2, 1, 0};
        private static final byte[] RSA = {
            0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
        };
        private static final byte[] EC_OID = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

        static byte[] rsaKey(byte[] pkcs1) {
            return wrapped(0x30, VERSION_0, RSA, wrapped(0x04, pkcs1));
        }

        /** RFC 5915: the curve stands in the context tag 0 behind the key. */
        static byte[] ecKey(byte[] sec1) throws IOException {
            for (int i = 0; i + 4 < sec1.length; i++) {
                if ((sec1[i] & 0xff) == 0xa0 && sec1[i + 2] == 6 && sec1[i + 1] == sec1[i + 3] + 2) {
                    byte[] curve = Arrays.copyOfRange(sec1, i + 2, i + 4 + sec1[i + 3]);
                    return wrapped(0x30, VERSION_0, wrapped(0x30, EC_OID, curve), wrapped(0x04, sec1));
                }
            }
            throw new SSLException(
                    "an EC private key without its curve; convert it with 'openssl pkcs8 -topk8 -nocrypt'");
        }

        private static byte[] wrapped(int tag, byte[]... parts) {
            java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();
            for (byte[] part : parts) {
                content.writeBytes(part);
            }
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            out.write(tag);
            int length = content.size();
            if (length >= 0x80) {
                int bytes = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
                out.write(0x80 | bytes);
                for (int i = bytes - 1; i >= 0; i--) {
                    out.write(length >> 8 * i);
                }
            } else {
                out.write(length);
            }
            out.writeBytes(content.toByteArray());
            return out.toByteArray();
        }
    }
}

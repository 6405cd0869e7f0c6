package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for {@code localhost}, made by the JDK's {@code keytool} when it is first needed.
 *
 * @param keyStore PKCS12 with the server's key
 * @param certificate the same certificate in PEM, for clients to trust
 * @param trustStore PKCS12 with the certificate alone, for clients that want one
 */
public record Certificates(Path keyStore, Path certificate, Path trustStore) {
    /** Opens the stores. */
    public static final String PASSWORD = "sandbox-store";

    static Certificates in(Path folder) throws IOException {
        Certificates certificates =
                new Certificates(folder.resolve("server.p12"), folder.resolve("ca.pem"), folder.resolve("trust.p12"));
        if (!Files.exists(certificates.trustStore)) {
            Files.createDirectories(folder);
            certificates.make();
        }
        return certificates;
    }

    private void make() throws IOException {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-alias",
                "server",
                "-rfc",
                "-file",
                certificate.toString(),
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "server",
                "-file",
                certificate.toString(),
                "-keystore",
                trustStore.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12");
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Optional.of(Path.of(System.getProperty("java.home"), "bin", "keytool"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .orElse("keytool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            process.destroy();
        }
    }
}

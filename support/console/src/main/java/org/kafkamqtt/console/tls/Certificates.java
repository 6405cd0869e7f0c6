package org.kafkamqtt.console.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The certificates of a PEM or DER file. */
final class Certificates {
    private Certificates() {}

    /**
     * All of them, in the order of the file.
     *
     * @throws org.kafkamqtt.console.failure.Failure status 2 if there is none or one cannot be read
     */
    static List<X509Certificate> in(KeySource source) {
        List<X509Certificate> found = new ArrayList<>();
        for (Block block : source.blocks()) {
            if (block.isCertificate()) {
                found.addAll(read(block));
            }
        }
        if (found.isEmpty()) {
            throw source.failure("no certificate in it: " + source.contents());
        }
        return found;
    }

    private static List<X509Certificate> read(Block block) {
        byte[] content = block.content();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Collection<? extends Certificate> read = block.isBundle()
                    ? factory.generateCertificates(new ByteArrayInputStream(content))
                    : List.of(factory.generateCertificate(new ByteArrayInputStream(content)));
            return read.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw block.source().failure("a certificate in it is damaged", e);
        }
    }
}

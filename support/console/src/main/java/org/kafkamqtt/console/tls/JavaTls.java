package org.kafkamqtt.console.tls;

import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** What the TLS of this Java can do, by its own names. */
public final class JavaTls {
    private JavaTls() {}

    /** Cipher suites, without those that its security settings forbid. */
    public static Set<String> suites() {
        return Set.of(supported().getCipherSuites());
    }

    /** Such as {@code TLSv1.3}. */
    public static Set<String> versions() {
        return Set.of(supported().getProtocols());
    }

    private static SSLParameters supported() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Without the authorities, which take longer to read than all else.
            context.init(null, new TrustManager[0], null);
            return context.getSupportedSSLParameters();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.kafkamqtt.console.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The certificate that this side shows.
 *
 * @param name as the user gave it, such as {@code --cert client.pem}
 * @param from first moment it is valid
 * @param until last moment
 */
public record OwnCertificate(String name, Instant from, Instant until) {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static OwnCertificate of(String name, X509Certificate certificate) {
        return new OwnCertificate(
                name,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** The first certificate of a PEM text. */
    public static OwnCertificate ofText(String name, String pem) {
        return of(name, Certificates.in(KeySource.text(name, pem)).get(0));
    }

    /** The one of the key in a store, with the store's password. */
    public static OwnCertificate ofStore(String option, Path store, String password) {
        PasswordOption opens = new PasswordOption("", Optional.of(new KeyPassword("", password, false)));
        return Identity.read(KeySource.file(option, store), Optional.empty(), opens)
                .certificate();
    }

    /** Why it is not accepted at this moment, if its dates are the reason. */
    Optional<String> outOfDate(Instant now) {
        if (now.isAfter(until)) {
            return Optional.of("it expired on " + FORM.format(until));
        }
        return now.isBefore(from)
                ? Optional.of("it is not valid before " + FORM.format(from) + "; is this machine's clock right?")
                : Optional.empty();
    }
}

package org.kafkamqtt.console.tls;

import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.kafkamqtt.console.failure.Reason;

/**
 * Java's reports of failed TLS, in words for a user.
 *
 * @param trustOption names the authorities to trust
 * @param anyHostOption switches off the check of the host name
 * @param own the client's certificate, if it has one that is known here
 * @param certain whether a client without {@code own} has none; else it may have one that is not known here
 */
public record TlsTrouble(String trustOption, String anyHostOption, Optional<OwnCertificate> own, boolean certain) {
    private static final Pattern ALERT = Pattern.compile("(?i).*fatal alert: (\\w+).*");

    /** Of a client whose settings are known: without {@code own} it has no certificate. */
    public TlsTrouble(String trustOption, String anyHostOption, Optional<OwnCertificate> own) {
        this(trustOption, anyHostOption, own, true);
    }

    /** Of a client whose settings are out of sight: whether it has a certificate is left open. */
    public static TlsTrouble ofSomeClient(String trustOption, String anyHostOption) {
        return new TlsTrouble(trustOption, anyHostOption, Optional.empty(), false);
    }

    /** A clause without full stop, such as {@code the other side does not speak TLS; is this the plain port?} */
    public String words(Throwable thrown) {
        String words = "";
        for (Throwable cause : chain(thrown)) {
            Optional<String> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
            if (words.isEmpty() && (cause instanceof SSLException || cause instanceof CertificateException)) {
                words = Reason.of(cause);
            }
        }
        return words.isEmpty() ? Reason.of(thrown) : words;
    }

    private Optional<String> known(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateExpiredException) {
            return Optional.of("the broker's certificate has expired (" + message + ")");
        }
        if (cause instanceof CertificateNotYetValidException) {
            return Optional.of(
                    "the broker's certificate is not valid yet (" + message + "); is this machine's clock right?");
        }
        if (message.contains("unable to find valid certification") || message.contains("signature check failed")) {
            return Optional.of(
                    "the broker's certificate is not signed by a trusted authority; name it with " + trustOption);
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return Optional.of("the broker's certificate is for another host: " + Reason.of(cause) + " (see "
                    + anyHostOption + ")");
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return Optional.of("the other side does not speak TLS; is this the plain port?");
        }
        if (message.contains("No appropriate protocol")) {
            return Optional.of("none of the requested TLS versions and ciphers can be used");
        }
        Matcher alert = ALERT.matcher(message);
        if (alert.matches()) {
            return Optional.of(refused(alert.group(1).toLowerCase(Locale.ROOT)));
        }
        return isEnd(cause) ? Optional.of(brokenOff()) : Optional.empty();
    }

    /** The alert that the other side sends before it hangs up (RFC 8446, section 6.2). */
    private String refused(String alert) {
        return switch (alert) {
            case "certificate_required" ->
                own.isPresent()
                        ? notAccepted(alert, "is it of a kind and an authority that the broker asks for?")
                        : wanted();
            case "bad_certificate",
                    "certificate_unknown",
                    "certificate_expired",
                    "certificate_revoked",
                    "unsupported_certificate",
                    "unknown_ca",
                    "access_denied",
                    "decrypt_error" ->
                own.isPresent() ? notAccepted(alert, "is it signed by an authority that the broker trusts?") : wanted();
            case "handshake_failure", "insufficient_security" ->
                own.isPresent()
                        ? outOfDate()
                                .orElse("the broker refuses the handshake (" + alert
                                        + "); does it accept the ciphers and the client certificate?")
                        : "the broker refuses the handshake (" + alert + "); does it want " + certificate()
                                + " (--cert and --key) or other ciphers?";
            case "protocol_version" -> "the broker speaks only other versions of TLS (protocol_version)";
            case "no_application_protocol" ->
                "the broker speaks none of the requested application protocols (no_application_protocol)";
            case "unrecognized_name" -> "the broker does not know this host name (unrecognized_name)";
            default -> "the broker refuses the handshake (" + alert + ")";
        };
    }

    private String wanted() {
        return "the broker requires " + certificate() + (certain ? "; give one with" : "; check") + " --cert and --key";
    }

    /** What a broker wants of a client that has none, as far as is known. */
    private String certificate() {
        return certain ? "a client certificate" : "a client certificate that it accepts";
    }

    private String notAccepted(String alert, String question) {
        return outOfDate()
                .orElseGet(() -> "the broker does not accept the client certificate of "
                        + own.map(OwnCertificate::name).orElse("") + " (" + alert + "); " + question);
    }

    private Optional<String> outOfDate() {
        return own.flatMap(certificate -> certificate
                .outOfDate(Instant.now())
                .map(why -> "the broker does not accept the client certificate of " + certificate.name() + ": " + why));
    }

    /** A connection that was closed without an alert, as brokers do to strangers and to certificates they reject. */
    public String brokenOff() {
        return outOfDate()
                .orElseGet(() -> "the other side broke off the handshake; is this the plain port, or does it "
                        + own.map(certificate -> "not accept the client certificate of " + certificate.name() + "?")
                                .orElseGet(() -> "want " + certificate() + " (--cert and --key)?"));
    }

    /** The same after the handshake, which in TLS 1.3 is done before the broker has looked at the certificate. */
    public String hungUp() {
        return outOfDate()
                .orElseGet(() -> "the broker hung up after the handshake; does it "
                        + own.map(certificate -> "not accept the client certificate of " + certificate.name() + "?")
                                .orElseGet(() -> "want " + certificate() + " (--cert and --key)?"));
    }

    private static boolean isEnd(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof EOFException
                || (cause instanceof SocketException
                        && (message.contains("reset") || message.contains("broken pipe") || message.contains("abort")))
                || message.contains("remote host terminated the handshake");
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = thrown; t != null && chain.size() < 20; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }
}

package org.kafkamqtt.kafka.contact;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * The protocol of a listener, found out once it has hung up on the one the user asked for.
 *
 * @param tls whether it is encrypted
 * @param sasl whether it wants a login; empty if that could not be found out
 */
record Spoken(boolean tls, Optional<Boolean> sasl) {
    /** Empty if it is not a Kafka listener at all, or does not answer in time. */
    static Optional<Spoken> by(Target target, int millis) {
        try (Socket socket = target.connect(millis)) {
            if (Greeting.API_VERSIONS.askOn(socket)) {
                return Optional.of(new Spoken(false, Optional.of(!Greeting.METADATA.askOn(socket))));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return encrypted(target, millis);
    }

    private static Optional<Spoken> encrypted(Target target, int millis) {
        try (Socket plain = target.connect(millis);
                Socket socket = ClientTls.trustingAnybody().over(plain, target)) {
            return Greeting.API_VERSIONS.askOn(socket)
                    ? Optional.of(new Spoken(true, Optional.of(!Greeting.METADATA.askOn(socket))))
                    : Optional.empty();
        } catch (SSLException e) {
            // It uses TLS and demands something that this client lacks, such as a certificate.
            return String.valueOf(e.getMessage()).contains("fatal alert")
                    ? Optional.of(new Spoken(true, Optional.empty()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a client with another protocol has to change, such as {@code wants TLS (--tls, --ca)}. */
    String wishes(boolean clientTls, boolean clientSasl) {
        List<String> wishes = new ArrayList<>();
        if (!tls && clientTls) {
            wishes.add("does not use TLS (leave out --tls, --ca and --cert)");
        }
        if (sasl.isPresent() && !sasl.get() && clientSasl) {
            wishes.add("does not ask for a login (leave out --sasl-mechanism and --username)");
        }
        List<String> wants = new ArrayList<>();
        if (tls && !clientTls) {
            wants.add("TLS (--tls, --ca)");
        }
        if (sasl.isPresent() && sasl.get() && !clientSasl) {
            wants.add("SASL (--sasl-mechanism, --username)");
        }
        if (!wants.isEmpty()) {
            wishes.add("wants " + String.join(" and ", wants));
        }
        return String.join(" and ", wishes);
    }
}

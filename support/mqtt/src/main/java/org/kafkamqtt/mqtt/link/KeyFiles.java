package org.kafkamqtt.mqtt.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.tls.Identity;
import org.kafkamqtt.console.tls.KeySource;
import org.kafkamqtt.console.tls.PasswordOption;
import org.kafkamqtt.console.tls.Trust;

/**
 * Keys and certificates of a connection: read once, since they may be pipes, and again when a file has changed.
 *
 * <p>Thread-safe.
 */
public final class KeyFiles {
    private final Names names;
    private Contents contents;
    private Map<Path, FileTime> changed;

    private KeyFiles(Names names) {
        this.names = names;
        changed = names.changed();
        contents = names.read();
    }

    /**
     * Where they are.
     *
     * @param authorities files or folders to trust by the option that names each; empty: what Java and the system trust
     * @param authoritiesPassword opens a store of them
     * @param certificate own certificate, or a store with its key
     * @param key own key, if it is not in the certificate's file
     * @param keyPassword opens the key or the store
     */
    public record Names(
            Map<String, Path> authorities,
            PasswordOption authoritiesPassword,
            Optional<Path> certificate,
            Optional<Path> key,
            PasswordOption keyPassword) {

        /** No file at all. */
        static Names none() {
            PasswordOption none = new PasswordOption("", Optional.empty());
            return new Names(Map.of(), none, Optional.empty(), Optional.empty(), none);
        }

        private Contents read() {
            List<KeySource> sources = authorities.entrySet().stream()
                    .flatMap(place -> KeySource.fileOrFolder(place.getKey(), place.getValue()).stream())
                    .toList();
            return new Contents(
                    sources.isEmpty() ? Optional.empty() : Optional.of(Trust.read(sources, authoritiesPassword)),
                    certificate.map(file -> Identity.read(
                            KeySource.file("--cert", file),
                            key.map(other -> KeySource.file("--key", other)),
                            keyPassword)));
        }

        private Map<Path, FileTime> changed() {
            Map<Path, FileTime> times = new HashMap<>();
            Stream.of(authorities.values().stream(), certificate.stream(), key.stream())
                    .flatMap(places -> places)
                    .filter(place -> Files.isRegularFile(place) || Files.isDirectory(place))
                    .forEach(place -> times.put(place, changed(place)));
            return times;
        }

        private static FileTime changed(Path place) {
            try {
                return Files.getLastModifiedTime(place);
            } catch (IOException e) {
                return FileTime.fromMillis(0);
            }
        }
    }

    /**
     * What was in them.
     *
     * @param trust empty: what Java and the system trust
     * @param identity empty: the client shows no certificate
     */
    public record Contents(Optional<Trust> trust, Optional<Identity> identity) {}

    /**
     * Reads them.
     *
     * @throws Failure status 2 naming the option and the file that is unsuitable
     */
    public static KeyFiles read(Names names) {
        return new KeyFiles(names);
    }

    /** No file: Java's defaults. */
    public static KeyFiles none() {
        return new KeyFiles(Names.none());
    }

    /** As they are now, or as they last were while they are being replaced. */
    public synchronized Contents contents() {
        Map<Path, FileTime> now = names.changed();
        if (!now.equals(changed)) {
            try {
                contents = names.read();
                changed = now;
            } catch (Failure halfWritten) {
                // The next connection looks again.
            }
        }
        return contents;
    }

    @Override
    public String toString() {
        return "trust " + names.authorities() + ", certificate " + names.certificate();
    }
}

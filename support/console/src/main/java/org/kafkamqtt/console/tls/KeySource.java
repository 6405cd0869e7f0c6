package org.kafkamqtt.console.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** A user's key or certificates: the bytes, and how they were given. Immutable. */
public final class KeySource {
    /** Far above any bundle of authorities; a device or a wrong file is not read for ever. */
    private static final int LARGEST = 32 << 20;

    private final String name;
    private final String file;
    private final byte[] bytes;
    private final Form form;

    private KeySource(String name, String file, byte[] bytes) {
        this.name = name;
        this.file = file;
        this.bytes = bytes;
        form = Form.of(bytes);
    }

    /**
     * Reads a file; once, since it may be a pipe.
     *
     * @param option as the user typed it, such as {@code --key}
     * @throws Failure status 2 if it cannot be read or is empty
     */
    public static KeySource file(String option, Path path) {
        if (Files.isDirectory(path)) {
            throw Failure.usage(option + " " + path + ": is a folder, not a file");
        }
        KeySource source = new KeySource(option + " " + path, path.toString(), read(option, path));
        if (source.form == Form.EMPTY) {
            throw source.failure("is empty");
        }
        return source;
    }

    private static byte[] read(String option, Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Failure.usage(option + " " + path + ": is too large for keys or certificates");
            }
            return bytes;
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read " + option, path, e);
        }
    }

    /** Text that is the value of a property itself. */
    public static KeySource text(String property, String text) {
        return new KeySource(property, "FILE", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The file, or the files of a folder that hold certificates.
     *
     * @throws Failure status 2 if there is none
     */
    public static List<KeySource> fileOrFolder(String option, Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(file(option, place));
        }
        try (Stream<Path> inside = Files.list(place)) {
            List<KeySource> found = inside.filter(Files::isRegularFile)
                    .filter(Files::isReadable)
                    .sorted()
                    .flatMap(path -> certificates(option, path).stream())
                    .toList();
            if (found.isEmpty()) {
                throw Failure.usage(option + " " + place + ": no file in this folder holds a certificate");
            }
            return found;
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read " + option, place, e);
        }
    }

    /** Folders of authorities also hold revocation lists, notes and keys. */
    private static Optional<KeySource> certificates(String option, Path path) {
        KeySource source = new KeySource(option + " " + path, path.toString(), read(option, path));
        boolean some = source.form.isStore()
                || (source.form != Form.EMPTY && source.blocks().stream().anyMatch(Block::isCertificate));
        return some ? Optional.of(source) : Optional.empty();
    }

    /** Such as {@code --key client.key}. */
    public String name() {
        return name;
    }

    /** Its name in a command that the user may type. */
    String fileName() {
        return file.matches("[\\w./+@%-]+") ? file : "'" + file + "'";
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Form form() {
        return form;
    }

    /** Whether this is PKCS12 or JKS, which hold keys and certificates together. */
    public boolean isStore() {
        return form.isStore();
    }

    /** Java's name of the kind of store. */
    public String storeType() {
        return form.name();
    }

    /** The blocks of PEM, or a DER file as the one block it is. */
    List<Block> blocks() {
        return switch (form) {
            case PEM -> Pem.blocks(this);
            case DER -> List.of(Block.ofDer(this));
            case PKCS12, JKS, JCEKS, EMPTY, OTHER -> List.of();
        };
    }

    /** Status 2 with a sentence that names this. */
    Failure failure(String words) {
        return Failure.usage(name + ": " + words);
    }

    Failure failure(String words, Throwable cause) {
        return new Failure(ExitStatus.USAGE, name + ": " + words, cause);
    }

    /** What it holds, for a user who expected something else. */
    String contents() {
        return form == Form.PEM || form == Form.DER
                ? blocks().stream()
                        .map(Block::meaning)
                        .distinct()
                        .reduce((some, more) -> some + " and " + more)
                        .map(found -> "it holds " + found)
                        .orElse("it holds nothing whole")
                : form.meaning();
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.kafkamqtt.producer.record;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serializer;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.console.text.Nearest;

/**
 * The encodings of {@code -s}, by name: {@code string}, {@code hex}, {@code base64}, {@code short}, {@code int},
 * {@code long}, {@code float}, {@code double} (big-endian, as Kafka's own serialisers), a pack format of kcat, or the class
 * of a Kafka {@code Serializer} of strings.
 */
public final class Encodings {
    private static final List<String> NAMES =
            List.of("string", "hex", "base64", "short", "int", "long", "float", "double");

    private Encodings() {}

    /**
     * The encoding of this name.
     *
     * @param path jars and folders with the user's classes
     * @throws Failure status 2 if there is none
     */
    public static Encoding of(String name, boolean forKeys, List<String> path, Map<String, Object> settings) {
        return switch (name) {
            case "string" -> Encoding.PLAIN;
            case "hex" -> (topic, text) -> hex(ascii(text));
            case "base64" -> (topic, text) -> base64(ascii(text));
            case "short" -> numbers("short", text -> ByteBuffer.allocate(2).putShort(Short.parseShort(text)));
            case "int" -> numbers("int", text -> ByteBuffer.allocate(4).putInt(Integer.parseInt(text)));
            case "long" -> numbers("long", text -> ByteBuffer.allocate(8).putLong(Long.parseLong(text)));
            case "float" -> numbers("float", text -> ByteBuffer.allocate(4).putFloat(Float.parseFloat(text)));
            case "double" -> numbers("double", text -> ByteBuffer.allocate(8).putDouble(Double.parseDouble(text)));
            default -> other(name, forKeys, path, settings);
        };
    }

    private static Encoding other(String name, boolean forKeys, List<String> path, Map<String, Object> settings) {
        if (name.contains(".")) {
            return serializer(name, forKeys, path, settings);
        }
        if (PackEncoding.isFormat(name)) {
            return new PackEncoding(name);
        }
        throw Failure.usage("unknown -s '" + name + "': use " + String.join(", ", NAMES)
                + ", a pack format or a class"
                + Nearest.listed(name, NAMES));
    }

    private interface Numbers {
        ByteBuffer of(String text);
    }

    private static Encoding numbers(String kind, Numbers numbers) {
        return (topic, text) -> {
            String digits = ascii(text).strip();
            try {
                return numbers.of(digits).array();
            } catch (NumberFormatException e) {
                throw new BadRecord("'" + shortened(digits) + "' is not " + (kind.equals("int") ? "an " : "a ") + kind);
            }
        };
    }

    private static byte[] hex(String text) throws BadRecord {
        try {
            return HexFormat.of().parseHex(text.strip());
        } catch (IllegalArgumentException e) {
            throw new BadRecord("'" + shortened(text) + "' is not hexadecimal");
        }
    }

    private static byte[] base64(String text) throws BadRecord {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new BadRecord("'" + shortened(text) + "' is not base64");
        }
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    public static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static Encoding serializer(String name, boolean forKeys, List<String> path, Map<String, Object> settings) {
        Serializer<Object> serializer = make(name, path);
        try {
            serializer.configure(settings, forKeys);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw Failure.usage("-s: " + name + " refuses its configuration: " + Reason.of(e));
        }
        return (topic, text) -> {
            byte[] bytes;
            try {
                bytes = serializer.serialize(topic, new String(text, StandardCharsets.UTF_8));
            } catch (Throwable e) {
                // Anything that a user's class throws, errors and checked exceptions of other languages too, fails one
                // record only.
                throw new BadRecord(name + " refused it: " + Reason.of(e));
            }
            if (bytes == null) {
                throw new BadRecord(name + " returned null for it");
            }
            return bytes;
        };
    }

    @SuppressWarnings("unchecked") // a class that wants something other than strings fails its first record by name
    private static Serializer<Object> make(String name, List<String> path) {
        try {
            Class<?> type = loader(path).loadClass(name);
            if (!Serializer.class.isAssignableFrom(type)) {
                throw Failure.usage("-s: " + name + " is not a Kafka Serializer");
            }
            return (Serializer<Object>) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new Failure(ExitStatus.USAGE, "-s: class " + name + " not found: add its jar with --classpath", e);
        } catch (InvocationTargetException e) {
            throw unusable(name, Reason.of(e.getTargetException()), e);
        } catch (ReflectiveOperationException e) {
            throw unusable(name, "it needs a public constructor without parameters, and must not be abstract", e);
        } catch (LinkageError e) {
            throw unusable(name, Reason.of(e), e);
        }
    }

    private static Failure unusable(String name, String why, Throwable cause) {
        return new Failure(ExitStatus.USAGE, "-s: cannot create a " + name + ": " + why, cause);
    }

    private static ClassLoader loader(List<String> path) {
        List<URL> urls = new ArrayList<>();
        for (String entry : path.stream()
                .flatMap(joined -> Stream.of(joined.split(File.pathSeparator)))
                .toList()) {
            if (!Files.exists(Path.of(entry))) {
                throw Failure.usage("--classpath " + entry + " does not exist");
            }
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new Failure(ExitStatus.USAGE, "--classpath " + entry + ": " + Reason.of(e), e);
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), Encodings.class.getClassLoader());
    }
}

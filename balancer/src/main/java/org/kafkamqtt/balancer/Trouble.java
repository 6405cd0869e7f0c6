package org.kafkamqtt.balancer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong in a user's class, without the names of Java's own classes. */
final class Trouble {
    private static final Pattern QUALIFIED =
            Pattern.compile("\\b(?:java|javax|jdk|sun|org\\.apache)\\.(?:\\w+\\.)*(\\w+)");
    private static final Pattern KIND = Pattern.compile("\\b([A-Z]\\w*?)(?:Exception|Error)\\b");
    private static final Pattern CLASS_FILE = Pattern.compile("class file version (\\d+)");
    private static final int FIRST_CLASS_FILE = 44;

    private Trouble() {}

    /** The innermost cause with a message worth reading, and the user's line where it happened. */
    static String words(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        return clause(cause) + place(cause);
    }

    /** Why a file cannot be read. */
    static String why(Path file) {
        if (!Files.exists(file)) {
            return "no such file";
        }
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        return Files.isReadable(file) ? "input or output error" : "permission denied";
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof ExceptionInInitializerError
                || thrown instanceof java.lang.reflect.InvocationTargetException
                || thrown instanceof java.util.ServiceConfigurationError
                || thrown.getMessage() == null
                || thrown.getMessage().equals(String.valueOf(thrown.getCause()));
    }

    private static String clause(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
        if (cause instanceof UnsupportedClassVersionError) {
            return newer(message);
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return missing(message);
        }
        if (cause instanceof StackOverflowError) {
            return "it calls itself endlessly";
        }
        if (cause instanceof OutOfMemoryError) {
            return "out of memory";
        }
        if (cause instanceof NoSuchMethodError || cause instanceof NoSuchFieldError) {
            return "it was compiled against another version of a class: " + plain(message) + " is missing";
        }
        return message.isEmpty() ? kind(cause.getClass().getSimpleName()) : plain(message);
    }

    /** Messages give the version of the class file; people know the version of Java. */
    private static String newer(String message) {
        Matcher version = CLASS_FILE.matcher(message);
        return version.find()
                ? "it is compiled for Java " + (Integer.parseInt(version.group(1)) - FIRST_CLASS_FILE)
                        + ", this is Java " + Runtime.version().feature()
                : "it is compiled for a newer Java than this one, Java "
                        + Runtime.version().feature();
    }

    private static String missing(String message) {
        String name = message.replace('/', '.');
        if (name.startsWith("Could not initialize class ")) {
            return "class " + name.substring(27) + " failed to initialise earlier";
        }
        return name.matches("[\\w.$]+")
                ? "class " + name + ", which it needs, is missing: add its jar with --balancer-path"
                : plain(message);
    }

    private static String plain(String message) {
        String line = message.replaceAll("\\s*\\R\\s*", " ");
        return KIND.matcher(QUALIFIED.matcher(line).replaceAll("$1"))
                .replaceAll(found -> Matcher.quoteReplacement(kind(found.group())));
    }

    /** {@code ArrayIndexOutOfBoundsException} as "array index out of bounds". */
    private static String kind(String className) {
        String bare = className.replaceAll("(Exception|Error)$", "");
        String words = bare.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isBlank() ? "an error without a message" : words;
    }

    private static String place(Throwable cause) {
        StackTraceElement place = usersLine(cause);
        return place == null ? "" : " (" + place.getFileName() + ", line " + place.getLineNumber() + ")";
    }

    /** The innermost line that is neither Java's nor ours. */
    private static @Nullable StackTraceElement usersLine(Throwable cause) {
        for (StackTraceElement element : cause.getStackTrace()) {
            if (element.getModuleName() == null) {
                boolean users = !element.getClassName().startsWith("org.kafkamqtt.");
                return users && element.getFileName() != null && element.getLineNumber() > 0 ? element : null;
            }
        }
        return null;
    }
}

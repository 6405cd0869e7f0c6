package org.kafkamqtt.console.failure;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why something failed, in words for people: the message of an exception without Java's class names. */
public final class Reason {
    /** {@code java.io.IOException: } and the like before the actual message, with or without a package. */
    private static final Pattern PREFIX = Pattern.compile(
            "\\b(?:(?:[a-z][\\w$]*\\.)+(?:[A-Z][\\w$]*)?|[A-Z][\\w$]*)(?:Exception|Error|Throwable):\\s*");

    /** A class of Java or of a library, with its package; a user's own class keeps its whole name. */
    private static final Pattern LIBRARY_CLASS =
            Pattern.compile("\\b(?:java|javax|jdk|sun|com\\.sun|org\\.apache|org\\.eclipse|org\\.kafkamqtt|picocli)"
                    + "(?:\\.[a-z_][\\w]*)*\\.([A-Z][\\w$]*)");

    private static final Pattern EXCEPTION_NAME = Pattern.compile("\\b([A-Z][\\w$]*?)Exception\\b");
    private static final Pattern MODULES = Pattern.compile("\\s*\\((?:[\\w.$ ]+ (?:is|are) in )[^)]*\\)");
    private static final Pattern LAST_PARENTHESES = Pattern.compile("\\(([^()]*)\\)\\s*$");

    private Reason() {}

    /** One lower-case clause; never empty. */
    public static String of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof FileSystemException e) {
            return ofFile(e);
        }
        if (cause instanceof FileNotFoundException) {
            return ofMissing(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (cause instanceof EOFException && cause.getMessage() == null) {
            return "it ends too early";
        }
        if (cause instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        if (cause instanceof InvalidPathException e) {
            return lowered(e.getReason());
        }
        if (cause instanceof OutOfMemoryError) {
            return "out of memory";
        }
        if (cause instanceof StackOverflowError) {
            return "it calls itself endlessly";
        }
        if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
            return "the class " + cause.getMessage() + " is missing";
        }
        return said(cause);
    }

    /** The message of an exception, or of anything that quotes one, without Java's names. */
    public static String plain(String words) {
        String said = PREFIX.matcher(words).replaceAll("");
        said = MODULES.matcher(said).replaceAll("");
        said = LIBRARY_CLASS.matcher(said).replaceAll("$1");
        said = EXCEPTION_NAME.matcher(said).replaceAll(found -> Matcher.quoteReplacement(spaced(found.group(1))));
        return Failure.oneLine(said);
    }

    private static String said(Throwable cause) {
        String words = cause.getMessage();
        String said = words == null ? "" : plain(words);
        if (said.isEmpty() || cause instanceof NullPointerException) {
            return named(cause);
        }
        return known(lowered(said));
    }

    /** The name of its class in words, for an exception without a message. */
    private static String named(Throwable cause) {
        String name = cause.getClass().getSimpleName().replaceFirst("(?:Exception|Error)$", "");
        return name.isEmpty() ? "no reason given" : spaced(name);
    }

    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof UncheckedIOException
                        || cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause instanceof ExceptionInInitializerError
                        || cause instanceof InvocationTargetException
                        || cause instanceof Unwritable)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String ofFile(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it already exists";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        String reason = e.getReason();
        return reason == null ? "the file system refused it" : known(lowered(plain(reason)));
    }

    private static String ofMissing(String words) {
        Matcher why = LAST_PARENTHESES.matcher(words);
        return why.find() ? known(lowered(why.group(1))) : "no such file or folder";
    }

    /** The messages of operating systems, in the words that the tools use everywhere. */
    private static String known(String words) {
        return switch (words) {
            case "no such file or directory" -> "no such file or folder";
            case "is a directory" -> "it is a folder";
            case "bad file descriptor" -> "it is closed";
            default -> words;
        };
    }

    static String lowered(@Nullable String words) {
        if (words == null || words.isEmpty()) {
            return "no reason given";
        }
        boolean acronym = words.length() > 1 && Character.isUpperCase(words.charAt(1));
        return acronym ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}

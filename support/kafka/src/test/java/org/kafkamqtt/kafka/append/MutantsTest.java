package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.console.json.Header;

/**
 * That the simulation can fail: each of these faults, put into the core's source by replacing one place of it, is found.
 *
 * <p>The mutant is compiled in memory, and the simulation runs in a class loader of its own.
 */
class MutantsTest {
    private static final int HISTORIES = 50_000;
    private static final String PACKAGE = "org.kafkamqtt.kafka.append.";

    /** A fault, and where it is. */
    enum Fault {
        USES_NUMBERS_AGAIN_ALTHOUGH_A_REQUEST_MAY_BE_UNDER_WAY(
                "Lane", "gap && (strays || stirred())", "gap && forgotten"),
        TAKES_A_REFUSED_SEQUENCE_AS_PROOF_OF_ABSENCE(
                "Lane",
                "batch.outOfOrder = true;\n        disturbed",
                "batch.perhapsArrived = false;\n        disturbed"),
        SENDS_MORE_THAN_ONE_TO_A_BROKER_THAT_TAKES_ANY_SEQUENCE(
                "Lane", "settings.idempotent() && !established ? 1 :", "!settings.idempotent() ? 1 :"),
        CLAIMS_THAT_WHAT_FAILED_HAS_NOT_ARRIVED(
                "Lane", "cause, batch.perhapsArrived || batch.doubtful", "cause, false"),
        SPLITS_UNDER_NEW_NUMBERS("Lane", "int from = batch.sequence();", "int from = sequence;"),
        GIVES_A_BUFFER_BACK_WHILE_IT_IS_SENT(
                "Lane", "batch.count(), cause, true);", "batch.count(), cause, true); lanes.release(batch);"),
        KEEPS_NUMBERS_AFTER_A_GAP("Lane", "sent.get(i).numbered = false;", "sent.get(i).numbered = true;"),
        DOES_NOT_WAIT_FOR_WHAT_IS_UNDER_WAY("Lane", "nowMs - doubtedMs < Lanes.STRAY_MS", "nowMs < doubtedMs"),
        REPORTS_ALL_BEFORE_A_STORED_BATCH_AS_STORED("Lane", "!oldest.outOfOrder || batch.former", "batch.former"),
        COUNTS_BEYOND_THE_LAST_SEQUENCE("Batch", "(long) records) & Integer.MAX_VALUE", "(long) records) | 0L"),
        FORGETS_TO_GIVE_BUFFERS_BACK("Lanes", "release(batch);\n    }\n\n    void failed", "}\n\n    void failed");

        private final String file;
        private final String right;
        private final String wrong;

        Fault(String file, String right, String wrong) {
            this.file = file;
            this.right = right;
            this.wrong = wrong;
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds(Fault fault) throws IOException, ReflectiveOperationException, URISyntaxException {
        assertTrue(historiesUntilFound(fault) < HISTORIES, fault + " is not found");
    }

    static int historiesUntilFound(Fault fault) throws IOException, ReflectiveOperationException, URISyntaxException {
        Class<?> history = new Mutated(compiled(fault)).loadClass(PACKAGE + "History");
        Constructor<?> begin = history.getDeclaredConstructor(long.class, boolean.class);
        Method run = history.getDeclaredMethod("run");
        begin.setAccessible(true);
        run.setAccessible(true);
        int seed = 0;
        while (seed < HISTORIES && holds(begin, run, seed)) {
            seed++;
        }
        return seed;
    }

    private static boolean holds(Constructor<?> begin, Method run, long seed) throws ReflectiveOperationException {
        try {
            run.invoke(begin.newInstance(seed, false));
            return true;
        } catch (InvocationTargetException e) {
            return false;
        }
    }

    private static Map<String, byte[]> compiled(Fault fault) throws IOException, URISyntaxException {
        Path file = Path.of("src/main/java", PACKAGE.replace('.', '/'), fault.file + ".java");
        String source = Files.readString(file);
        assertEquals(
                source.indexOf(fault.right),
                source.lastIndexOf(fault.right),
                "more than one place to put this fault: " + fault);
        assertTrue(source.contains(fault.right), "no place to put this fault: " + fault);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-classpath", classPath());
            Source mutant = new Source(file.toUri(), source.replace(fault.right, fault.wrong));
            assertTrue(
                    compiler.getTask(null, new InMemory(files, classes), null, options, null, List.of(mutant))
                            .call(),
                    "does not compile: " + fault);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
        return bytes;
    }

    private static String classPath() throws URISyntaxException {
        StringBuilder path = new StringBuilder();
        for (Class<?> type : List.of(Lane.class, Header.class, NullMarked.class)) {
            path.append(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()))
                    .append(File.pathSeparatorChar);
        }
        return path.toString();
    }

    /** Source that is not on the disk. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(URI uri, String text) {
            super(uri, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        private InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }

    /** The package once more, with the mutant in it. */
    private static final class Mutated extends ClassLoader {
        private final Map<String, byte[]> classes;

        private Mutated(Map<String, byte[]> classes) {
            super(MutantsTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    byte[] bytes = bytes(name);
                    loaded = defineClass(name, bytes, 0, bytes.length);
                }
                return loaded;
            }
        }

        private byte[] bytes(String name) throws ClassNotFoundException {
            byte[] mutant = classes.get(name);
            if (mutant != null) {
                return mutant;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

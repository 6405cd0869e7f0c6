package org.kafkamqtt.kafka.simulation;

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
import org.kafkamqtt.console.json.Header;

/**
 * A package with a fault in it, which is put into its source by replacing one place of it.
 *
 * <p>The mutant is compiled in memory, and the package's class {@code History} runs in a class loader of its own.
 */
public final class Mutants {
    private final Class<?> original;
    private final String prefix;

    /** Of the package of this class, which is part of the product. */
    public Mutants(Class<?> original) {
        this.original = original;
        this.prefix = original.getPackageName() + ".";
    }

    /**
     * How many histories, with seeds from 0 on, end well until one does not.
     *
     * @param file the name of a class of the package
     * @param right what is there once in its source
     * @param wrong what is put in its place
     * @param most after which it ends
     */
    public int historiesUntilFound(String file, String right, String wrong, int most)
            throws IOException, ReflectiveOperationException, URISyntaxException {
        Class<?> history = new Mutated(compiled(file, right, wrong)).loadClass(prefix + "History");
        Constructor<?> begin = history.getDeclaredConstructor(long.class, boolean.class);
        Method run = history.getDeclaredMethod("run");
        begin.setAccessible(true);
        run.setAccessible(true);
        int seed = 0;
        while (seed < most && holds(begin, run, seed)) {
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

    private Map<String, byte[]> compiled(String name, String right, String wrong)
            throws IOException, URISyntaxException {
        Path file = Path.of("src/main/java", prefix.replace('.', '/'), name + ".java");
        String source = Files.readString(file);
        assertTrue(source.contains(right), "no place to put this fault: " + right);
        assertEquals(source.indexOf(right), source.lastIndexOf(right), "more than one place to put it: " + right);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-classpath", classPath());
            Source mutant = new Source(file.toUri(), source.replace(right, wrong));
            assertTrue(
                    compiler.getTask(null, new InMemory(files, classes), null, options, null, List.of(mutant))
                            .call(),
                    "does not compile: " + wrong);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((type, out) -> bytes.put(type, out.toByteArray()));
        return bytes;
    }

    private String classPath() throws URISyntaxException {
        StringBuilder path = new StringBuilder();
        for (Class<?> type : List.of(original, Header.class, NullMarked.class)) {
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
    private final class Mutated extends ClassLoader {
        private final Map<String, byte[]> classes;

        private Mutated(Map<String, byte[]> classes) {
            super(original.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(prefix)) {
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

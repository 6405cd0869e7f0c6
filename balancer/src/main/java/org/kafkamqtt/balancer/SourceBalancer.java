package org.kafkamqtt.balancer;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A balancer written as one Java source file, compiled in memory when a tool starts. Needs a JDK, not a bare runtime. */
final class SourceBalancer {
    private SourceBalancer() {}

    /**
     * The class of the file that is a balancer.
     *
     * @throws BalancerException if the file cannot be read or compiled (with file, line and caret), or holds no balancer
     */
    static Class<?> compile(Path source, ClassLoader parent) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BalancerException("cannot compile " + source + ": this Java (" + System.getProperty("java.home")
                    + ") is a runtime without a compiler; use a JDK, or compile it and add it with --balancer-path");
        }
        String text = read(source);
        Map<String, byte[]> classes = compiled(compiler, source, text, parent);
        ClassLoader loader = new InMemory(classes, parent);
        List<Class<?>> balancers = classes.keySet().stream()
                .sorted()
                .flatMap(name -> UserClasses.find(name, loader).stream())
                .filter(SourceBalancer::isCandidate)
                .toList();
        return chosen(source, balancers);
    }

    /** Anonymous and local classes serve a balancer and are never the balancer of the file. */
    private static boolean isCandidate(Class<?> type) {
        boolean named = !type.isAnonymousClass() && !type.isLocalClass() && !type.isSynthetic();
        return named && UserClasses.isBalancer(type);
    }

    /** The class named after the file; else the only candidate: public classes first, nested ones last. */
    private static Class<?> chosen(Path source, List<Class<?>> balancers) {
        String named = String.valueOf(source.getFileName()).replaceFirst("\\.java$", "");
        for (Class<?> each : balancers) {
            if (each.getSimpleName().equals(named) && each.getEnclosingClass() == null) {
                return each;
            }
        }
        List<List<Class<?>>> ranks = List.of(
                balancers.stream().filter(SourceBalancer::isPublicTop).toList(),
                balancers.stream()
                        .filter(each -> each.getEnclosingClass() == null)
                        .toList(),
                balancers);
        for (List<Class<?>> rank : ranks) {
            if (rank.size() == 1) {
                return rank.get(0);
            }
            if (rank.size() > 1) {
                throw new BalancerException(source + " holds several balancers, "
                        + String.join(", ", rank.stream().map(Class::getName).toList()) + ", and none is called "
                        + named + ", like the file: name the file after the one you mean");
            }
        }
        throw new BalancerException(source + " holds no class that implements " + Balancer.class.getName());
    }

    private static boolean isPublicTop(Class<?> type) {
        return type.getEnclosingClass() == null && Modifier.isPublic(type.getModifiers());
    }

    private static String read(Path source) {
        try {
            String text = Files.readString(source);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BalancerException("cannot read balancer source " + source + ": it is not UTF-8", e);
        } catch (IOException e) {
            throw new BalancerException("cannot read balancer source " + source + ": " + Trouble.why(source), e);
        }
    }

    private static Map<String, byte[]> compiled(JavaCompiler compiler, Path source, String text, ClassLoader parent) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            Memory memory = new Memory(standard);
            boolean good = compiler.getTask(
                            null,
                            memory,
                            said,
                            List.of("-proc:none", "-classpath", classPath(parent)),
                            null,
                            List.of(new Source(source, text)))
                    .call();
            if (!good) {
                throw BalancerException.withDetail(
                        "balancer source " + source + " does not compile",
                        complaint(source, text, said.getDiagnostics()));
            }
            return memory.bytes();
        } catch (IOException e) {
            throw new BalancerException("cannot compile " + source + ": " + e.getMessage(), e);
        }
    }

    /** The user's path, this library, and the class path of this program. */
    private static String classPath(ClassLoader parent) {
        Set<String> entries = new LinkedHashSet<>();
        for (ClassLoader loader = parent; loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    entries.add(file(url));
                }
            }
        }
        // Java forgets the place of a class that it takes from a class archive made in another folder.
        Optional.ofNullable(Balancer.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .ifPresent(place -> entries.add(file(place)));
        entries.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, entries);
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return url.getPath();
        }
    }

    /** As javac prints it: file, line, reason, the line itself and a caret below the place. */
    private static String complaint(Path source, String text, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        String[] lines = text.split("\\R", -1);
        StringBuilder complaint = new StringBuilder();
        diagnostics.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).forEach(d -> complaint
                .append(complaint.isEmpty() ? "" : "\n")
                .append(source)
                .append(":")
                .append(d.getLineNumber())
                .append(": ")
                .append(d.getMessage(Locale.ROOT))
                .append(shown(lines, d)));
        return complaint.toString();
    }

    private static String shown(String[] lines, Diagnostic<?> diagnostic) {
        int line = (int) diagnostic.getLineNumber();
        if (line < 1 || line > lines.length) {
            return "";
        }
        String before = lines[line - 1].substring(
                0, (int) Math.min(lines[line - 1].length(), Math.max(0, diagnostic.getColumnNumber() - 1)));
        return "\n" + lines[line - 1] + "\n" + before.replaceAll("[^\\t]", " ") + "^";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path path, String text) {
            super(path.toAbsolutePath().toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public String getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            // A class may have another name than its file: it is never looked up by the name of the file.
            return kind == Kind.SOURCE;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> bytes() {
            Map<String, byte[]> bytes = new HashMap<>();
            classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
            return bytes;
        }
    }

    private static final class InMemory extends ClassLoader {
        private final Map<String, byte[]> classes;

        InMemory(Map<String, byte[]> classes, ClassLoader parent) {
            super(parent);
            this.classes = classes;
        }

        /** What was just compiled takes precedence over an older version on the path. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!classes.containsKey(name)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}

package org.kafkamqtt.licences;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is inside a jar or a folder of classes, our own left out.
 *
 * @param packages paths of packages with classes, each with a slash at its end
 * @param maven coordinates that it names, {@code GROUP:ARTIFACT}
 * @param files its texts of licences and notices by their paths
 */
public record Inside(NavigableSet<String> packages, NavigableSet<String> maven, Map<String, String> files) {
    private static final String OURS = "org.kafkamqtt";
    private static final Pattern CLASS = Pattern.compile("(?:META-INF/versions/\\d+/)?+(.+/)[^/]+\\.class");
    private static final Pattern MAVEN = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
    private static final Pattern TEXT =
            Pattern.compile("(?:META-INF/)?[^/]*(?:LICENSE|NOTICE|THIRD-PARTY)[^/]*", Pattern.CASE_INSENSITIVE);

    /** Reads one. */
    public static Inside of(Path jar) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        NavigableSet<String> names = new TreeSet<>();
        if (Files.isDirectory(jar)) {
            try (Stream<Path> files = Files.walk(jar)) {
                files.filter(Files::isRegularFile)
                        .forEach(file ->
                                names.add(jar.relativize(file).toString().replace('\\', '/')));
            }
        } else {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    names.add(entry.getName());
                    if (TEXT.matcher(entry.getName()).matches()) {
                        byte[] bytes = zip.getInputStream(entry).readAllBytes();
                        texts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return of(names, texts);
    }

    /** The same of the names of its entries. */
    static Inside of(NavigableSet<String> names, Map<String, String> texts) {
        NavigableSet<String> packages = new TreeSet<>();
        NavigableSet<String> maven = new TreeSet<>();
        for (String name : names) {
            Matcher path = CLASS.matcher(name);
            if (path.matches() && !path.group(1).startsWith(OURS.replace('.', '/') + "/")) {
                packages.add(path.group(1));
            }
            Matcher coordinates = MAVEN.matcher(name);
            if (coordinates.matches() && !coordinates.group(1).equals(OURS)) {
                maven.add(coordinates.group(1) + ":" + coordinates.group(2));
            }
        }
        return new Inside(packages, maven, Map.copyOf(texts));
    }

    /** Whether something of the work is in it. */
    boolean holds(Works works, Work work) {
        return packages.stream().anyMatch(path -> works.ofClass(path).contains(work))
                || maven.stream().anyMatch(work::isAt);
    }

    /** A text by its path. */
    public Optional<String> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}

package org.kafkamqtt.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Balancers that users bring along, in sources, folders and jars, and whatever may be wrong with them. */
class UserBalancersTest {
    private static final String IMPORT = "import org.kafkamqtt.balancer.*;\n";
    private static final String CHOOSE = " public int choose(Message m, Partitions p) { return %d; }";

    @TempDir
    Path folder = Path.of("");

    /** A class that answers a partition. */
    private static String balancer(String head, int partition, String... more) {
        return head + " implements Balancer {" + String.join(" ", more) + String.format(CHOOSE, partition) + " }\n";
    }

    private Path source(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    private static int chosen(Balancers balancers, Object specification) {
        return balancers.create(specification.toString(), Map.of()).choose(Message.of("k"), Partitions.of(9));
    }

    private static int chosen(Path source) {
        return chosen(Balancers.standard(), source);
    }

    private static String refusal(Balancers balancers, Object specification) {
        String said = assertThrows(BalancerException.class, () -> chosen(balancers, specification))
                .sentence();
        assertFalse(said.matches("(?s).*(Exception|java\\.|org\\.apache\\.).*"), said);
        return said;
    }

    private static String refusal(Path source) {
        return refusal(Balancers.standard(), source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class Helper|public class Mine",
                "class Aaa|class Mine",
                "class Zzz|public class Mine",
                "class Helper|public final class Mine",
                "interface Base extends Balancer {} class Aaa|public class Mine"
            })
    void the_class_named_as_the_file_is_taken(String helper, String own) throws IOException {
        assertEquals(2, chosen(source("Mine.java", IMPORT + balancer(helper, 1) + balancer(own, 2))));
    }

    @Test
    void a_helper_that_cannot_be_initialised_does_not_matter() throws IOException {
        String helper = "class Aaa { static int x = Integer.parseInt(\"x\"); }\n";
        assertEquals(2, chosen(source("Mine.java", IMPORT + helper + balancer("public class Mine", 2))));
    }

    @Test
    void a_package_line_and_a_byte_order_mark_do_not_matter() throws IOException {
        String text = "\ufeffpackage com.acme;\n" + IMPORT + balancer("class A", 1) + balancer("public class Mine", 2);
        assertEquals(2, chosen(source("Mine.java", text)));
    }

    @Test
    void the_only_public_one_is_taken_where_none_is_named_as_the_file() throws IOException {
        String text = IMPORT + balancer("class A", 1) + balancer("class B", 3) + balancer("public class C", 2);
        assertEquals(2, chosen(source("other.java", text)));
    }

    @Test
    void lambdas_and_classes_without_a_name_are_none_of_them() throws IOException {
        String helpers = " static Balancer a = new Balancer() {" + String.format(CHOOSE, 1) + " };"
                + " static Balancer b = (m, p) -> 3;";
        assertEquals(2, chosen(source("other.java", IMPORT + balancer("public class C", 2, helpers))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"public record Mine()", "public enum Mine", "public class Outer { public static class Mine"})
    void records_enums_and_nested_classes_will_do(String head) throws IOException {
        String body = head.contains("enum") ? "ONLY;" : "";
        String text = IMPORT + balancer(head, 2, body) + (head.contains("Outer") ? "}" : "");
        assertEquals(2, chosen(source("Mine.java", text)));
    }

    @Test
    void a_record_may_take_the_options() throws IOException {
        Path file = source("Mine.java", IMPORT + balancer("public record Mine(Options options)", 2));
        assertEquals(2, chosen(file));
    }

    @Test
    void an_object_of_another_language_is_found_by_its_field() throws IOException {
        String object = "public static final Mine INSTANCE = new Mine(); private Mine() {}";
        assertEquals(2, chosen(source("Mine.java", IMPORT + balancer("public final class Mine", 2, object))));
    }

    @Test
    void two_candidates_are_named() throws IOException {
        String text = IMPORT + balancer("class A", 1) + balancer("class B", 2);
        String said = refusal(source("other.java", text));
        assertTrue(said.contains("several balancers, A, B, and none is called other"), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public class Mine { }|holds no class that implements",
                "public abstract class Mine implements Balancer { }|holds no class that implements",
                "''|holds no class that implements",
                "public class Mine { public class In implements Balancer { public int choose(Message m, Partitions p)"
                        + " { return 1; } } }|In is an inner class: make it static",
                "public class Mine implements Balancer { private Mine() { } public int choose(Message m, Partitions p)"
                        + " { return 1; } }|has no public constructor without parameters",
                "public class Mine implements Balancer { public Mine(int x) { } public int choose(Message m,"
                        + " Partitions p) { return 1; } }|has no public constructor without parameters",
                "public enum Mine implements Balancer { A, B; public int choose(Message m, Partitions p)"
                        + " { return 1; } }|is an enum with several values",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p) { return 1; }"
                        + " public Ordering ordering() { return null; } }|Mine returns null from its ordering()",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p) { return 1; }"
                        + " public Ordering ordering() { throw new RuntimeException(\"no idea\"); } }"
                        + "|fails in its ordering(): no idea (Mine.java, line 2)",
                "public class Mine implements Balancer { static int x = Integer.parseInt(\"seven\");"
                        + " public int choose(Message m, Partitions p) { return 1; } }|For input string: \"seven\"",
                "public class Mine implements Balancer { public Mine() { throw new IllegalStateException(\"no luck\");"
                        + " } public int choose(Message m, Partitions p) { return 1; } }|Mine cannot be made: no luck",
                "public class Mine implements Balancer { public Mine() { throw new RuntimeException(new"
                        + " java.io.IOException(\"disk gone\")); } public int choose(Message m, Partitions p)"
                        + " { return 1; } }|Mine cannot be made: disk gone",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p)"
                        + " { throw new AssertionError(); } }|failed on key 'k': assertion (Mine.java, line 2)",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p)"
                        + " { int[] a = {0}; return a[5]; } }|failed on key 'k': Index 5 out of bounds",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p)"
                        + " { return choose(m, p); } }|failed on key 'k': it calls itself endlessly",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p)"
                        + " { throw new OutOfMemoryError(\"heap\"); } }|failed on key 'k': out of memory",
                "public class Mine implements Balancer { public int choose(Message m, Partitions p)"
                        + " { return String.valueOf((Object) null).length() / 0; } }|failed on key 'k': / by zero"
            })
    void what_is_wrong_with_a_source_is_said_in_a_sentence(String text, String said) throws IOException {
        String refusal = refusal(source("Mine.java", IMPORT + text));
        assertTrue(refusal.contains(said), refusal);
    }

    @Test
    void a_folder_or_bytes_that_are_no_text_are_named() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("Dir.java"));
        assertTrue(refusal(directory).endsWith("it is a folder"), refusal(directory));
        Path latin = Files.write(folder.resolve("Latin.java"), "class \u00fc {}".getBytes(ISO_8859_1));
        assertTrue(refusal(latin).endsWith("it is not UTF-8"), refusal(latin));
    }

    /** Compiles the classes into a folder. */
    private Path classes(String into, Map<String, String> texts) throws IOException, URISyntaxException {
        Path target = Files.createDirectories(folder.resolve(into));
        String library = Path.of(Balancer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = source(text.getKey() + ".java", text.getValue());
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            OutputStream.nullOutputStream(),
                            "-proc:none",
                            "-cp",
                            library + java.io.File.pathSeparator + target,
                            "-d",
                            target.toString(),
                            file.toString());
            assertEquals(0, status, text.getKey());
        }
        return target;
    }

    private Path jar(String name, Path classes) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static Path service(Path classes, String names) throws IOException {
        Path file = classes.resolve("META-INF/services/org.kafkamqtt.balancer.Balancer");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, names);
    }

    private static String inPackage(String name, int partition) {
        return "package " + name + ";\n" + IMPORT + balancer("public class Fancy", partition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my jars/a b.jar", "b\u00e4lle/\u00fc#%20.jar", "plain.jar"})
    void a_jar_is_found_whatever_its_path_is_called(String name) throws IOException, URISyntaxException {
        Path jar = jar(name, classes("c", Map.of("Fancy", inPackage("com.acme", 2))));
        assertEquals(2, chosen(Balancers.withPath(List.of(jar)), "com.acme.Fancy"));
        assertEquals(2, chosen(Balancers.withPath(List.of(jar.getParent())), "com.acme.Fancy"));
    }

    @Test
    void the_first_of_two_versions_on_the_path_is_taken() throws IOException, URISyntaxException {
        Path old = jar("old.jar", classes("c1", Map.of("Fancy", inPackage("com.acme", 1))));
        Path recent = jar("new.jar", classes("c2", Map.of("Fancy", inPackage("com.acme", 2))));
        assertEquals(2, chosen(Balancers.withPath(List.of(recent, old)), "com.acme.Fancy"));
        assertEquals(1, chosen(Balancers.withPath(List.of(old, recent)), "com.acme.Fancy"));
    }

    @Test
    void a_source_goes_before_an_older_version_of_it_on_the_path() throws IOException, URISyntaxException {
        Path old = classes("c", Map.of("Fancy", inPackage("com.acme", 1)));
        Path recent = source("Fancy.java", inPackage("com.acme", 2));
        assertEquals(2, chosen(Balancers.withPath(List.of(old)), recent));
        assertEquals(1, chosen(Balancers.withPath(List.of(old)), "com.acme.Fancy"));
    }

    @Test
    void a_service_is_called_by_its_simple_name_and_may_take_options() throws IOException, URISyntaxException {
        String text = "package com.acme;\n" + IMPORT + balancer("public class Fancy", 2, "public Fancy(Options o) {}");
        Path classes = classes("c", Map.of("Fancy", text));
        service(classes, "# ours\ncom.acme.Broken # gone\ncom.acme.Fancy\n");
        assertEquals(2, chosen(Balancers.withPath(List.of(classes)), "fancy"));
        assertEquals(2, chosen(Balancers.withPath(List.of(classes)), "com.acme.Fancy"));
        String said = refusal(Balancers.withPath(List.of(classes)), "broken");
        assertTrue(said.contains("class com.acme.Broken does not exist"), said);
    }

    @Test
    void two_services_of_one_simple_name_are_named() throws IOException, URISyntaxException {
        Path one = classes("c1", Map.of("Fancy", inPackage("com.one", 1)));
        service(one, "com.one.Fancy\n");
        Path two = classes("c2", Map.of("Fancy", inPackage("com.two", 2)));
        service(two, "com.two.Fancy\n");
        String said = refusal(Balancers.withPath(List.of(one, two)), "fancy");
        assertTrue(said.contains("com.one.Fancy or com.two.Fancy"), said);
    }

    @Test
    void a_missing_dependency_is_named() throws IOException, URISyntaxException {
        String base = "package com.acme; public class Base { public static int seven() { return 7; } }";
        String use = "package com.acme;\n" + IMPORT
                + balancer("public class Fancy", 2, "private final int seven = Base.seven();");
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        texts.put("Base", base);
        texts.put("Fancy", use);
        Path classes = classes("c", texts);
        Files.delete(classes.resolve("com/acme/Base.class"));
        String said = refusal(Balancers.withPath(List.of(classes)), "com.acme.Fancy");
        assertTrue(said.contains("class com.acme.Base, which it needs, is missing"), said);
    }

    @Test
    void a_class_of_a_newer_java_is_named_with_both_versions() throws IOException, URISyntaxException {
        Path classes = classes("c", Map.of("Fancy", inPackage("com.acme", 2)));
        Path file = classes.resolve("com/acme/Fancy.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 99;
        Files.write(file, bytes);
        String said = refusal(Balancers.withPath(List.of(classes)), "com.acme.Fancy");
        assertTrue(
                said.contains("compiled for Java 55, this is Java "
                        + Runtime.version().feature()),
                said);
    }

    @Test
    void a_path_that_is_neither_jar_nor_folder_is_refused() throws IOException {
        Path text = source("notes.txt", "not a jar");
        String said = assertThrows(BalancerException.class, () -> Balancers.withPath(List.of(text)))
                .sentence();
        assertTrue(said.endsWith("is neither a jar nor a folder"), said);
    }

    @Test
    void a_class_that_is_no_balancer_is_named() {
        String said = assertThrows(BalancerException.class, () -> chosen(Balancers.standard(), "java.lang.String"))
                .sentence();
        assertEquals("class java.lang.String implements neither Balancer nor Kafka's Partitioner", said);
    }
}

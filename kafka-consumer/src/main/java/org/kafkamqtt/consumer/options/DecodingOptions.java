package org.kafkamqtt.consumer.options;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.Decoding;
import org.kafkamqtt.consumer.format.PackFormat;
import org.kafkamqtt.consumer.format.UserDeserializer;
import org.kafkamqtt.consumer.settings.RecordForm;
import org.kafkamqtt.consumer.settings.Writing;
import picocli.CommandLine.Option;

/** How binary keys and values are decoded, as typed: a picocli mixin. */
final class DecodingOptions implements OptionSection {
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*([.][\\p{L}_$][\\p{L}\\p{N}_$]*)+");

    @Option(
            names = {"-s", "--unpack"},
            paramLabel = "[key=|value=]PACK|CLASS",
            description = "unpack binary keys or values. PACK is as in kcat: < > byte order, b B h H i I q Q numbers,"
                    + " c s text, $ the end. Or give the full name of a Kafka Deserializer; repeatable")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--key-deserializer",
            paramLabel = "CLASS",
            description = "read keys with this Deserializer (what it returns is written as text)")
    @Nullable
    String keyClass;

    @Option(
            names = "--value-deserializer",
            paramLabel = "CLASS",
            description = "read values with this Deserializer (what it returns is written as text)")
    @Nullable
    String valueClass;

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "add jars and folders with your own classes (as Java's -cp does); repeatable")
    List<String> classpath = new ArrayList<>();

    @Override
    public String heading() {
        return "Decoding";
    }

    /**
     * The form with keys and values decoded as typed.
     *
     * @param settings of the client, for deserializers
     */
    Writing writing(RecordForm form, Map<String, ?> settings) {
        Decoding key = Decoding.NONE;
        Decoding value = Decoding.NONE;
        for (String word : all()) {
            String name = word.replaceFirst("^(key|value)=", "");
            if (!word.startsWith("value=")) {
                key = decoding(word, name, settings, true);
            }
            if (!word.startsWith("key=")) {
                value = decoding(word, name, settings, false);
            }
        }
        return new Writing(form, key, value);
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(words);
        if (keyClass != null) {
            all.add("key=" + keyClass);
        }
        if (valueClass != null) {
            all.add("value=" + valueClass);
        }
        return all;
    }

    private Decoding decoding(String word, String name, Map<String, ?> settings, boolean key) {
        if (CLASS.matcher(name).matches() || name.equals(keyClass) || name.equals(valueClass)) {
            return UserDeserializer.load(name, loader(), settings, key);
        }
        PackFormat pack = PackFormat.parse(name, words -> Failure.usage("'-s " + word + "' " + words));
        Bytes scratch = new Bytes();
        return (record, headers, bytes) -> {
            if (bytes == null) {
                return null;
            }
            scratch.clear();
            pack.add(scratch, bytes, 0, bytes.length);
            return scratch.toArray();
        };
    }

    private ClassLoader loader() {
        ClassLoader own = DecodingOptions.class.getClassLoader();
        List<URL> urls = new ArrayList<>();
        for (String paths : classpath) {
            for (String path : paths.split(File.pathSeparator, -1)) {
                urls.add(url(Path.of(path)));
            }
        }
        return urls.isEmpty() ? own : new URLClassLoader(urls.toArray(URL[]::new), own);
    }

    private static URL url(Path path) {
        if (!Files.exists(path)) {
            throw Failure.usage("--classpath " + path + " does not exist");
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw Failure.usage("--classpath " + path + " cannot be turned into a URL");
        }
    }
}

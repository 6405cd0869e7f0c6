package org.kafkamqtt.licences;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes NOTICE and THIRD-PARTY for what is on a class path. */
public final class Main {
    private static final String TOOL = "main=";

    private Main() {}

    /**
     * Writes both, and the class path itself as {@code classpath}; nothing for a module without a tool.
     *
     * @param args {@code main=} and the class of the tool, the file with our own notice, the folder to write to, class paths
     */
    public static void main(String... args) throws IOException {
        if (!args[0].startsWith(TOOL) || args[0].equals(TOOL)) {
            return;
        }
        List<Path> entries = Arrays.stream(args)
                .skip(3)
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .distinct()
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        Papers papers = Papers.ofJars(entries);
        Path folder = Files.createDirectories(Path.of(args[2]));
        Files.writeString(folder.resolve("NOTICE"), papers.notice(Files.readString(Path.of(args[1]))));
        Files.writeString(folder.resolve("THIRD-PARTY"), papers.thirdParty());
        Files.write(
                folder.resolve("classpath"),
                entries.stream().map(Path::toString).toList());
    }
}

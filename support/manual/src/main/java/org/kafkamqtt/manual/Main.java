package org.kafkamqtt.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.help.Manual;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the pages: by picocli's generator to AsciiDoc, and from there to what {@code man} shows. */
public final class Main {
    /** Letters of {@code 2026-11-23}. */
    private static final int DATE = 10;

    private Main() {}

    /**
     * Writes all of them.
     *
     * @param args the folder to write to, the version, the time of the build as ISO 8601
     */
    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Path> sources = new ArrayList<>();
        for (ToolCommand tool : Tools.all()) {
            for (Manual manual : Tools.manuals(tool)) {
                sources.add(source(new Page(manual), folder.resolve("adoc")));
            }
        }
        Attributes attributes = Attributes.builder()
                .attribute("docdate", args[2].substring(0, DATE))
                .attribute("mansource", "kafka-mqtt " + args[1])
                .attribute("manmanual", "kafka-mqtt Manual")
                .build();
        Options options = Options.builder()
                .backend("manpage")
                .safe(SafeMode.UNSAFE)
                .attributes(attributes)
                .toDir(folder.resolve("man/man1").toFile())
                .mkDirs(true)
                .build();
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            sources.forEach(source -> asciidoctor.convertFile(source.toFile(), options));
        }
    }

    private static Path source(Page page, Path folder) throws IOException {
        Path work = Files.createDirectories(folder.resolve("picocli"));
        Path source = folder.resolve(page.name() + ".adoc");
        int status = ManPageGenerator.generateManPage(work.toFile(), null, new boolean[0], true, page.spec());
        Path made = work.resolve(page.name() + ".adoc");
        if (status != 0 || !Files.exists(made)) {
            throw new IOException("picocli made no page " + made);
        }
        return Files.writeString(source, page.mended(Files.readString(made)));
    }
}

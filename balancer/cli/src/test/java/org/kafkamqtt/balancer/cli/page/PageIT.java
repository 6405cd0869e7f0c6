package org.kafkamqtt.balancer.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.balancer.cli.study.Studies;
import org.kafkamqtt.balancer.cli.study.Study;

/** The page as headless Chromium lays it out and draws it, where one is installed. */
class PageIT {
    /** Writes what was measured into the page's own title, which is then printed with the rest of the page. */
    private static final String MEASURE =
            """
            <script>addEventListener("load", () => {
              const root = document.documentElement;
              const sizes = [...document.querySelectorAll("body *")]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => parseFloat(getComputedStyle(e).fontSize));
              const ticks = [...document.querySelectorAll("svg text")].map(e => e.getBoundingClientRect());
              document.title = "width " + root.scrollWidth + " of " + root.clientWidth
                + ", smallest " + Math.min(...sizes)
                + ", left " + Math.min(...ticks.map(t => Math.floor(t.left)));
            });</script></head>""";

    private static final Pattern MEASURED =
            Pattern.compile("<title>width (\\d+) of (\\d+), smallest ([\\d.]+), left (-?\\d+)</title>");

    private final Path folder;

    private static Stream<Arguments> studies() {
        return PageTest.studies();
    }

    PageIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"light,ffffff,2f6fb5", "dark,14191f,6aa7e8"})
    void is_drawn_with_bars_in_light_and_in_dark(String scheme, String paper, String bar) throws Exception {
        BufferedImage image = drawn(scheme);
        assertEquals(paper, colour(image, 3, 3));
        int bars = 0;
        for (int x = 0; x < image.getWidth(); x += 2) {
            for (int y = 0; y < image.getHeight(); y += 2) {
                bars += colour(image, x, y).equals(bar) ? 1 : 0;
            }
        }
        int seen = bars;
        assertTrue(bars > 500, () -> "only " + seen + " dots of bars");
    }

    @ParameterizedTest
    @MethodSource("studies")
    void fits_a_wide_window_and_a_narrow_one(Study study) throws Exception {
        for (int width : List.of(1280, 500)) {
            Matcher measured = measured(Page.of(study), width);
            int laidOut = Integer.parseInt(measured.group(1));
            int window = Integer.parseInt(measured.group(2));
            assertEquals(width, window, "the window is as wide as asked for");
            assertTrue(laidOut <= window, "the page is " + laidOut + " wide in a window of " + window);
            assertTrue(Double.parseDouble(measured.group(3)) >= 10, () -> "letters of " + measured.group(3) + " px");
            assertTrue(Integer.parseInt(measured.group(4)) >= 0, () -> "a label begins at " + measured.group(4));
        }
    }

    @ParameterizedTest
    @MethodSource("studies")
    void is_printed_on_a_few_sheets(Study study) throws Exception {
        Path html = Files.writeString(folder.resolve("page.html"), Page.of(study));
        Path pdf = folder.resolve("page.pdf");
        chromium("--no-pdf-header-footer", "--print-to-pdf=" + pdf, html.toUri().toString());
        String printed = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        long sheets =
                Pattern.compile("/Type\\s*/Page\\b").matcher(printed).results().count();
        assertTrue(sheets >= 1 && sheets <= 4, () -> sheets + " sheets");
    }

    private static String colour(BufferedImage image, int x, int y) {
        return String.format("%06x", image.getRGB(x, y) & 0xffffff);
    }

    private Matcher measured(String page, int width) throws IOException, InterruptedException {
        Path html = Files.writeString(folder.resolve("measured.html"), page.replace("</head>", MEASURE));
        String dom = chromium(
                "--dump-dom", "--window-size=" + width + ",900", html.toUri().toString());
        Matcher measured = MEASURED.matcher(dom);
        assertTrue(measured.find(), dom);
        return measured;
    }

    private BufferedImage drawn(String scheme) throws IOException, InterruptedException {
        Path html = Files.writeString(folder.resolve("page.html"), Page.of(Studies.plain()));
        File picture = folder.resolve("page.png").toFile();
        chromium(
                "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                "--window-size=900,900",
                "--screenshot=" + picture,
                html.toUri().toString());
        assertTrue(picture.exists(), () -> "no picture");
        return ImageIO.read(picture);
    }

    /** What it prints. */
    private String chromium(String... options) throws IOException, InterruptedException {
        Optional<Path> installed = installed();
        assumeTrue(installed.isPresent(), "chromium is not installed");
        List<String> command = new ArrayList<>(List.of(
                installed.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .redirectOutput(printed.toFile())
                .redirectError(folder.resolve("log").toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertTrue(ended, "chromium took longer than 60 s");
        return Files.readString(printed);
    }

    private static Optional<Path> installed() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

package org.kafkamqtt.balancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.balancer.Balancers;

/** The page as headless Chromium draws it, where that is installed. */
class PageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Path folder;

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

    @Test
    void holds_every_balancer_that_was_asked_for() {
        String page = page();
        assertTrue(page.contains("<h2>murmur2</h2>") && page.contains("<h2>w-choices</h2>"));
    }

    private static String page() {
        List<byte[]> keys = Zipf.keys(1.1, 1000, 20_000, 1);
        List<Load> loads = new ArrayList<>();
        for (String name : List.of("murmur2", "w-choices")) {
            loads.add(Load.of(name, () -> Balancers.standard().create(name, Map.of()), keys, 8));
        }
        return Page.of(loads, keys.size());
    }

    private static String colour(BufferedImage image, int x, int y) {
        return String.format("%06x", image.getRGB(x, y) & 0xffffff);
    }

    private BufferedImage drawn(String scheme) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "chromium is not installed");
        Path html = Files.writeString(folder.resolve("page.html"), page());
        File picture = folder.resolve("page.png").toFile();
        Process process = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=900,900",
                        "--screenshot=" + picture,
                        html.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "chromium took longer than 60 s");
        assertTrue(picture.exists(), () -> "no picture");
        return ImageIO.read(picture);
    }
}

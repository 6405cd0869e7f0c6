import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Draws README's picture from a real run: {@code java docs/images/Session.java} in the project's folder.
 *
 * <p>It starts a sandbox, runs the commands of {@code docs/images/session.txt} in a pseudo-terminal (the program {@code script} of
 * util-linux), and writes what they showed as {@code docs/images/session.svg}: text only, in fonts that every system has.
 */
public final class Session {
    private static final int COLUMNS = 92;
    private static final double ADVANCE = 8.4;
    private static final int LINE = 19;
    private static final int MARGIN = 20;
    private static final int BAR = 34;
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9;?]*)([A-Za-z])|\u001b\\][^\u0007]*\u0007|\u001b[()][A-Z0-9]");
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("31", "#ff7b72"),
            Map.entry("32", "#7ee787"),
            Map.entry("33", "#e3b341"),
            Map.entry("34", "#79c0ff"),
            Map.entry("35", "#d2a8ff"),
            Map.entry("36", "#56d4dd"),
            Map.entry("90", "#8b949e"));

    private Session() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of("").toAbsolutePath();
        Path folder = Files.createTempDirectory("session");
        Path ready = folder.resolve("ready");
        Process sandbox = new ProcessBuilder(
                        root.resolve("bin/sandbox").toString(),
                        "--kafka-port",
                        "0",
                        "--mqtt-port",
                        "0",
                        "--ready-file",
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!Files.exists(ready) || Files.size(ready) == 0) {
                if (System.nanoTime() > deadline || !sandbox.isAlive()) {
                    throw new IOException("the sandbox did not start: " + Files.readString(folder.resolve("log")));
                }
                sandbox.waitFor(100, TimeUnit.MILLISECONDS);
            }
            List<String> screen = new ArrayList<>();
            for (String line : Files.readAllLines(root.resolve("docs/images/session.txt"))) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                boolean silent = line.startsWith("- ");
                String command = silent ? line.substring(2) : line;
                List<String> shown = run(command, root, Files.readAllLines(ready), folder);
                if (!silent) {
                    screen.add("\u001b[32m$\u001b[0m \u001b[1m" + command + "\u001b[0m");
                    screen.addAll(shown);
                    screen.add("");
                }
            }
            screen.remove(screen.size() - 1);
            Files.writeString(root.resolve("docs/images/session.svg"), draw(screen));
        } finally {
            sandbox.destroy();
            sandbox.waitFor(20, TimeUnit.SECONDS);
        }
    }

    /** The lines that a command shows on a terminal. */
    private static List<String> run(String command, Path root, List<String> ready, Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "script", "-qec", "stty cols " + COLUMNS + " rows 50 2>/dev/null; " + command, "/dev/null");
        Map<String, String> environment = builder.environment();
        environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("TERM", "xterm");
        environment.put("COLUMNS", Integer.toString(COLUMNS));
        environment.put("XDG_CONFIG_HOME", folder.toString());
        environment.put("XDG_STATE_HOME", folder.toString());
        for (String address : ready) {
            String[] parts = address.split("=|:");
            if (parts[0].equals("kafka")) {
                environment.put("KAFKA_BOOTSTRAP_SERVERS", parts[1] + ":" + parts[2]);
            } else {
                for (String tool : List.of("mqtt-publish", "mqtt-subscribe")) {
                    Files.writeString(folder.resolve(tool), "-p " + parts[2] + "\n");
                }
            }
        }
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + text);
        }
        return text.replace("\r\n", "\n")
                .replaceAll("\\s+$", "")
                .lines()
                .map(Session::last)
                .flatMap(Session::wrapped)
                .toList();
    }

    /** As a terminal breaks a line that is too long for it. */
    private static Stream<String> wrapped(String line) {
        List<String> rows = new ArrayList<>();
        String rest = line;
        while (rest.length() > COLUMNS && rest.indexOf('\u001b') < 0) {
            rows.add(rest.substring(0, COLUMNS));
            rest = rest.substring(COLUMNS);
        }
        rows.add(rest);
        return rows.stream();
    }

    /** What stays of a line that was redrawn. */
    private static String last(String line) {
        return line.substring(line.lastIndexOf('\r') + 1);
    }

    private static String draw(List<String> screen) {
        double width = COLUMNS * ADVANCE + 2 * MARGIN;
        int height = BAR + screen.size() * LINE + MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %d\" width=\"%.0f\" height=\"%d\" role=\"img\">%n",
                width,
                height,
                width,
                height));
        svg.append("<title>A terminal session with kafka-mqtt</title>\n");
        svg.append("<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#e6edf3;"
                + "white-space:pre}.b{font-weight:700}</style>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\".5\" y=\".5\" width=\"%.0f\" height=\"%d\" rx=\"9\" fill=\"#161b22\" stroke=\"#8b949e\"/>%n",
                width - 1,
                height - 1));
        String[] lights = {"#ff5f57", "#febc2e", "#28c840"};
        for (int i = 0; i < lights.length; i++) {
            svg.append("<circle cx=\"" + (MARGIN + 4 + 20 * i) + "\" cy=\"17\" r=\"6\" fill=\"" + lights[i] + "\"/>\n");
        }
        for (int i = 0; i < screen.size(); i++) {
            line(svg, screen.get(i), BAR + (i + 1) * LINE - 4);
        }
        return svg.append("</svg>\n").toString();
    }

    /** One text for each stretch of one look, each as wide as its columns, so that columns hold in any font. */
    private static void line(StringBuilder svg, String line, int y) {
        Matcher escape = ESCAPE.matcher(line);
        String colour = "";
        boolean bold = false;
        int at = 0;
        int column = 0;
        while (true) {
            boolean found = escape.find();
            column += stretch(svg, line.substring(at, found ? escape.start() : line.length()), column, y, colour, bold);
            if (!found) {
                return;
            }
            at = escape.end();
            if (!"m".equals(escape.group(2))) {
                continue;
            }
            for (String code : escape.group(1).split(";")) {
                if (code.isEmpty() || code.equals("0")) {
                    colour = "";
                    bold = false;
                } else if (code.equals("1")) {
                    bold = true;
                } else if (code.equals("22")) {
                    bold = false;
                } else if (code.equals("39")) {
                    colour = "";
                } else if (code.equals("2")) {
                    colour = COLOURS.get("90");
                } else {
                    colour = COLOURS.getOrDefault(code, colour);
                }
            }
        }
    }

    private static int stretch(StringBuilder svg, String text, int column, int y, String colour, boolean bold) {
        int length = text.codePointCount(0, text.length());
        String visible = text.stripTrailing();
        if (!visible.isBlank()) {
            int lead = visible.length() - visible.stripLeading().length();
            String shown = visible.strip();
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" xml:space=\"preserve\"%s%s>%s</text>%n",
                    MARGIN + (column + lead) * ADVANCE,
                    y,
                    shown.codePointCount(0, shown.length()) * ADVANCE,
                    colour.isEmpty() ? "" : " fill=\"" + colour + "\" style=\"fill:" + colour + "\"",
                    bold ? " class=\"b\"" : "",
                    shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        }
        return length;
    }
}

package org.kafkamqtt.console.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many cells fit on the terminal: its own size, no more than {@code $COLUMNS} and {@code $LINES} where these are set,
 * 80 by 24 if it is unknown.
 *
 * <p>Thread-safe; asked once, and again after {@link #changed()}.
 */
public final class TerminalSize {
    /** Of what is not a terminal, too. */
    public static final int USUAL_WIDTH = 80;

    private static final int USUAL_HEIGHT = 24;

    /** What {@code stty size} said when the launcher asked, such as {@code 24 80}: spares asking once more. */
    private static final String TOLD = "kafkamqtt.terminal.size";

    private static final Pattern STTY = Pattern.compile("\\s*([1-9]\\d{0,3})\\s+([1-9]\\d{0,3})\\s*");
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}");

    private final Map<String, String> environment;
    private final Supplier<String> stty;
    private Optional<int[]> size = Optional.empty();

    /**
     * @param environment may hold {@code COLUMNS} and {@code LINES}
     * @param stty what {@code stty size} prints now; anything else if it prints no size
     */
    TerminalSize(Map<String, String> environment, Supplier<String> stty) {
        this.environment = environment;
        this.stty = stty;
    }

    /** That of standard output. */
    public static TerminalSize ofStandardOutput(Map<String, String> environment) {
        return Terminal.isStandardOutput() ? new TerminalSize(environment, new Asking(1)) : usual();
    }

    /** That of standard error. */
    public static TerminalSize ofStandardError(Map<String, String> environment) {
        return Terminal.isStandardError() ? new TerminalSize(environment, new Asking(2)) : usual();
    }

    /** One that never changes. */
    public static TerminalSize of(int width, int height) {
        return new TerminalSize(Map.of(), () -> height + " " + width);
    }

    static TerminalSize usual() {
        return of(USUAL_WIDTH, USUAL_HEIGHT);
    }

    /** Columns. */
    public int width() {
        return size()[1];
    }

    /** Rows. */
    public int height() {
        return size()[0];
    }

    /** The terminal may have another size now. */
    public synchronized void changed() {
        size = Optional.empty();
    }

    private synchronized int[] size() {
        if (size.isEmpty()) {
            Matcher said = STTY.matcher(stty.get());
            boolean known = said.matches();
            size = Optional.of(new int[] {
                limited("LINES", known ? Integer.parseInt(said.group(1)) : 0, USUAL_HEIGHT),
                limited("COLUMNS", known ? Integer.parseInt(said.group(2)) : 0, USUAL_WIDTH)
            });
        }
        return size.get();
    }

    /** A variable that was exported before the window became smaller must not make lines wrap. */
    private int limited(String variable, int known, int usual) {
        String limit = environment.getOrDefault(variable, "");
        if (!LIMIT.matcher(limit).matches()) {
            return known > 0 ? known : usual;
        }
        int wanted = Integer.parseInt(limit);
        return known > 0 ? Math.min(known, wanted) : wanted;
    }

    /** Asks the terminal of a descriptor by {@code stty}, first the one that the launcher has already asked. */
    private static final class Asking implements Supplier<String> {
        private final int descriptor;
        private boolean asked;

        Asking(int descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public String get() {
            String told = System.getProperty(TOLD, "");
            if (!asked && !told.isEmpty()) {
                asked = true;
                return told;
            }
            asked = true;
            try {
                return ask();
            } catch (IOException e) {
                return "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }

        private String ask() throws IOException, InterruptedException {
            ProcessBuilder.Redirect own = ProcessBuilder.Redirect.INHERIT;
            // The answer takes the place of standard output, so the terminal there is asked by its other name.
            String from = descriptor == 2 ? "<&2 2>/dev/null" : "2>/dev/null </dev/tty";
            Process process = new ProcessBuilder("sh", "-c", "exec stty size " + from)
                    .redirectError(own)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

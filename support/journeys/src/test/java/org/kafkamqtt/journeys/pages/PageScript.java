package org.kafkamqtt.journeys.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell blocks of a page as one script, each command on the line that it has in the page.
 *
 * <p>A block of {@code sh} is run, and what a block of {@code text} right after it shows is compared with what it writes. A
 * comment before a block says what is special about it: {@code <!-- not run: WHY -->}, or {@code <!-- runs until Ctrl-C -->},
 * with {@code ; works when: COMMAND} for a command that succeeds once it is seen to work. The functions that the script
 * calls are in {@code prelude.sh}.
 */
final class PageScript {
    private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: \\S.* -->");
    private static final Pattern UNTIL = Pattern.compile("<!-- runs until Ctrl-C(?:; works when: (\\S.*))? -->");
    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final String END = "END_OF_BLOCK";

    private final List<String> page;
    private final List<String> script = new ArrayList<>();
    private int commands;

    private PageScript(List<String> page) {
        this.page = page;
    }

    /**
     * Reads a page.
     *
     * @throws IllegalArgumentException for a block that does not say its language, one that does not end, or a comment
     *     that is nearly one of the marks
     */
    static PageScript of(List<String> page) {
        PageScript made = new PageScript(page);
        made.read();
        return made;
    }

    /** As many lines as the page has. */
    List<String> lines() {
        return List.copyOf(script);
    }

    /** How many lines of the page are run. */
    int commands() {
        return commands;
    }

    private void read() {
        for (int at = 0; at < page.size(); at++) {
            Matcher fence = FENCE.matcher(page.get(at));
            if (!page.get(at).startsWith("```")) {
                script.add("");
                continue;
            }
            if (!fence.matches() || fence.group(1).isEmpty()) {
                throw new IllegalArgumentException("line " + (at + 1) + ": a block that does not say what it holds");
            }
            int end = end(at);
            block(fence.group(1), at, end);
            at = end;
        }
    }

    private int end(int start) {
        for (int at = start + 1; at < page.size(); at++) {
            if (page.get(at).equals("```")) {
                return at;
            }
        }
        throw new IllegalArgumentException("line " + (start + 1) + ": a block that does not end");
    }

    private void block(String language, int start, int end) {
        String mark = mark(start);
        if (!language.equals("sh") || NOT_RUN.matcher(mark).matches()) {
            boolean shown = language.equals("text") && shows(start);
            add(shown ? "same <<'" + END + "'" : "", start, end, shown, shown ? END : "");
            return;
        }
        commands += end - start - 1;
        Matcher until = UNTIL.matcher(mark);
        if (until.matches()) {
            String condition = Optional.ofNullable(until.group(1)).orElse("").replace("'", "'\\''");
            add("until_interrupted '" + condition + "' <<'" + END + "'", start, end, true, END);
        } else if (mark.startsWith("<!--") && mark.matches(".*(?:not run|runs until|until Ctrl).*")) {
            throw new IllegalArgumentException("line " + (start + 1) + ": unknown mark " + mark);
        } else if (shownNext(end)) {
            add("{", start, end, true, "} >\"$shown\"");
        } else {
            add("", start, end, true, "");
        }
    }

    private void add(String opening, int start, int end, boolean kept, String closing) {
        script.add(opening);
        page.subList(start + 1, end).forEach(line -> script.add(kept ? line : ""));
        script.add(closing);
    }

    /** The comment before a block, with nothing but empty lines between. */
    private String mark(int start) {
        for (int at = start - 1; at >= 0; at--) {
            if (!page.get(at).isBlank()) {
                return page.get(at).strip();
            }
        }
        return "";
    }

    /** Whether the block that ends there is followed by one of text, with nothing but an empty line between. */
    private boolean shownNext(int end) {
        int next = end + 1;
        while (next < page.size() && page.get(next).isBlank()) {
            next++;
        }
        return next < page.size() && page.get(next).equals("```text");
    }

    private boolean shows(int start) {
        int before = start - 1;
        while (before >= 0 && page.get(before).isBlank()) {
            before--;
        }
        return before >= 0 && script.get(before).equals("} >\"$shown\"");
    }
}

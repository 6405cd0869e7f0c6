package org.kafkamqtt.producer.template;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Escapes;

/** Reads an input template as it was typed. Not thread-safe; made for one template. */
final class TemplateParser {
    private final String template;
    private final int end;
    private final String letters;
    private final List<TemplatePart> parts = new ArrayList<>();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private int at;

    /**
     * @param from where the part to read begins in the template, and where it ends
     * @param letters of the tokens that are known there
     */
    private TemplateParser(String template, int from, int end, String letters) {
        this.template = template;
        this.at = from;
        this.end = end;
        this.letters = letters;
    }

    /**
     * The parts of a template.
     *
     * @throws Failure status 2 with the place of the first token that is unknown or ambiguous
     */
    static List<TemplatePart> parse(String template) {
        List<TemplatePart> parts = new TemplateParser(template, 0, template.length(), "tkvpdKVhH").parts();
        boolean empty = parts.stream().noneMatch(part -> part.letter() == 'v' || part.letter() == 'k');
        if (empty) {
            throw refused(template, template.length(), "there is no %k or %v in it");
        }
        return parts;
    }

    private List<TemplatePart> parts() {
        while (at < end) {
            int percent = template.indexOf('%', at);
            int stop = percent < 0 || percent >= end ? end : percent;
            plain.writeBytes(Escapes.bytes(template.substring(at, stop)));
            at = stop;
            if (at < end) {
                token();
            }
        }
        addText();
        check();
        return parts;
    }

    private void token() {
        int start = at;
        char letter = start + 1 < end ? template.charAt(start + 1) : ' ';
        at = start + 2;
        if ("%{}".indexOf(letter) >= 0) {
            plain.write(letter);
            return;
        }
        if (letters.indexOf(letter) < 0) {
            throw refused(template, start, "unknown token: use " + words());
        }
        int open = at;
        String modifier = at < end && template.charAt(at) == '{' ? braces(start) : "";
        if (modifier.isEmpty() && at > open) {
            throw refused(template, open, "there is nothing between { and }; write %{ for a literal brace");
        }
        InputTemplate inner = letter == 'h' ? header(start, open) : null;
        TemplatePart part = new TemplatePart(letter, inner == null ? modifier : "", new byte[0], inner);
        if (!part.known()) {
            throw refused(template, start, "unknown modifier {" + modifier + "}: use " + part.modifiers());
        }
        if (at > open && at < end && template.charAt(at) == '{') {
            throw refused(template, at, "a token takes one modifier; write %{ for a literal brace");
        }
        compile(part, start);
        addText();
        parts.add(part);
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        letters.chars()
                .forEach(letter -> words.append('%').append((char) letter).append(' '));
        return words + "%%";
    }

    /** The content of the braces that open here; they may be nested. */
    private String braces(int start) {
        int open = at;
        int depth = 0;
        do {
            if (at >= end) {
                throw refused(template, start, "this brace is not closed");
            }
            char letter = template.charAt(at++);
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        } while (depth > 0);
        return template.substring(open + 1, at - 1);
    }

    private @Nullable InputTemplate header(int start, int open) {
        if (at == open) {
            throw refused(template, start, "%h needs the layout of a header, such as %h{%k=%v,}");
        }
        return new InputTemplate(new TemplateParser(template, open + 1, at - 1, "kvKV").parts(), false);
    }

    private void compile(TemplatePart part, int start) {
        try {
            part.expression();
        } catch (PatternSyntaxException e) {
            throw refused(
                    template, start, "'" + e.getPattern() + "' is not a regular expression: " + e.getDescription());
        }
    }

    private void addText() {
        if (plain.size() > 0) {
            parts.add(TemplatePart.text(plain.toByteArray()));
            plain.reset();
        }
    }

    private void check() {
        for (int i = 0; i < parts.size(); i++) {
            TemplatePart part = parts.get(i);
            boolean textBehind = i + 1 < parts.size() && parts.get(i + 1).isText();
            if (!part.ends() && !textBehind && !sized(i, part.letter())) {
                throw refused(template, end, "%" + part.letter() + " needs a size or text after it");
            }
            if (part.bounds() && sized(i, part.letter())) {
                throw refused(
                        template,
                        end,
                        "%" + part.letter() + "{" + part.modifier() + "} and the size %"
                                + Character.toUpperCase(part.letter()) + " both determine its end: leave out one");
            }
            if (part.letter() == 'h' && !sized(i, 'h')) {
                throw refused(template, end, "%h needs the number of headers, %H, before it");
            }
        }
    }

    private boolean sized(int before, char letter) {
        char size = Character.toUpperCase(letter);
        return "kvh".indexOf(letter) >= 0 && parts.subList(0, before).stream().anyMatch(part -> part.letter() == size);
    }

    private static Failure refused(String template, int at, String clause) {
        return Failure.usage("-f '" + template + "', character " + (at + 1) + ": " + clause);
    }
}

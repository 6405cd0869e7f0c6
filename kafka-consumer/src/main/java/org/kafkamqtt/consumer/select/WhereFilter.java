package org.kafkamqtt.consumer.select;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Records whose JSON has a member that compares as asked: {@code /temp>30}, {@code key:/id=7}, {@code /name!=x}, or just
 * {@code /error} for a member that exists and is neither null nor false. The path is a JSON pointer (RFC 6901).
 *
 * <p>Numbers compare as numbers where both sides are, everything else as text. A record that is not JSON, or has no such
 * member, is not wanted.
 */
public final class WhereFilter implements RecordFilter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern CONDITION =
            Pattern.compile("(key:|value:)?((?:/[^/<>=!]*)+)(?:(<=|>=|!=|==|=|<|>)(.*))?", Pattern.DOTALL);

    private final boolean ofKey;
    private final List<String> path;
    private final String operator;
    private final String operand;
    private final Optional<BigDecimal> number;

    private WhereFilter(boolean ofKey, List<String> path, String operator, String operand) {
        this.ofKey = ofKey;
        this.path = path;
        this.operator = operator;
        this.operand = operand;
        this.number = number(operand);
    }

    /**
     * Parses the text after {@code --where}.
     *
     * @throws Failure status 2 if it is not such a condition
     */
    public static WhereFilter parse(String text) {
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.matches()) {
            throw Failure.usage(
                    "'--where " + text + "' is not a condition such as '/temp>30', '/name=x' or 'key:/id!=7'");
        }
        List<String> path = new ArrayList<>();
        for (String step : matcher.group(2).substring(1).split("/", -1)) {
            path.add(step.replace("~1", "/").replace("~0", "~"));
        }
        String operator = matcher.group(3) == null ? "" : matcher.group(3).replace("==", "=");
        String operand = matcher.group(4) == null ? "" : matcher.group(4);
        return new WhereFilter("key:".equals(matcher.group(1)), path, operator, unquoted(operand));
    }

    private static String unquoted(String operand) {
        boolean quoted = operand.length() > 1 && operand.startsWith("\"") && operand.endsWith("\"");
        return quoted ? operand.substring(1, operand.length() - 1) : operand;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean wants(LogRecord record) {
        if ((ofKey ? record.keyLength() : record.valueLength()) < 0) {
            return false;
        }
        try (JsonParser parser = ofKey
                ? FACTORY.createParser(record.keyArray(), record.keyOffset(), record.keyLength())
                : FACTORY.createParser(record.valueArray(), record.valueOffset(), record.valueLength())) {
            parser.nextToken();
            return reached(parser, 0) && fits(parser);
        } catch (IOException e) {
            return false;
        }
    }

    /** Follows the path; true if the parser is now at what it names. */
    private boolean reached(JsonParser parser, int depth) throws IOException {
        if (depth == path.size()) {
            return parser.currentToken() != null;
        }
        String step = path.get(depth);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = parser.currentName().equals(step);
                parser.nextToken();
                if (here) {
                    return reached(parser, depth + 1);
                }
                parser.skipChildren();
            }
            return false;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY && step.matches("[0-9]{1,9}")) {
            for (int index = Integer.parseInt(step); parser.nextToken() != JsonToken.END_ARRAY; index--) {
                if (index == 0) {
                    return reached(parser, depth + 1);
                }
                parser.skipChildren();
            }
        }
        return false;
    }

    private boolean fits(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (operator.isEmpty()) {
            return token != JsonToken.VALUE_NULL && token != JsonToken.VALUE_FALSE;
        }
        if (token.isStructStart()) {
            return false;
        }
        String text = parser.getText();
        Optional<BigDecimal> found = token.isNumeric() ? number(text) : Optional.empty();
        int order =
                found.isPresent() && number.isPresent() ? found.get().compareTo(number.get()) : text.compareTo(operand);
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}

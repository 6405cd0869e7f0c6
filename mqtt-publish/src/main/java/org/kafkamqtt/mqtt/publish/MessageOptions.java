package org.kafkamqtt.mqtt.publish;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.Draft;
import org.kafkamqtt.mqtt.publish.source.JsonPiece;
import org.kafkamqtt.mqtt.publish.source.Messages;
import org.kafkamqtt.mqtt.publish.source.PayloadCode;
import org.kafkamqtt.mqtt.publish.source.PieceParser;
import org.kafkamqtt.mqtt.publish.source.PlainPiece;
import org.kafkamqtt.mqtt.publish.source.Splitter;
import picocli.CommandLine.Option;

/** Which messages, as typed. */
final class MessageOptions implements OptionSection {
    private static final String[] SOURCES = {"-m", "-f", "-s", "-n", "-l", "--generate", "--random-size"};

    static final OptionRules RULES = sources()
            .needs("--count", "--generate", "--random-size")
            .needs("--seed", "--generate", "--random-size")
            .needs("--repeat", "-m", "-n", "-f", "-s")
            .needs("--delimiter", "-l", "-J")
            .needs("-0", "-l", "-J")
            .needs("--length-delimited", "-l", "-J")
            .oneOf("--delimiter", "-0", "--length-delimited")
            .needs("--skip-empty", "-l", "-J")
            .needs("--topic-separator", "-l")
            .excludes("--topic-separator", "-J", "-t")
            .because("--topic-separator", "each line names its own topic")
            .needs("--encoding", "-m", "-f", "-s", "-l")
            .excludes("--encoding", "-J");

    /** JSON lines are lines, so -J together with -l is allowed. */
    private static OptionRules sources() {
        OptionRules rules = OptionRules.of().always(SOURCES).always("-J").oneOf(SOURCES);
        for (String source : SOURCES) {
            rules = source.equals("-l") ? rules : rules.excludes("-J", source);
        }
        for (String source : SOURCES) {
            rules = rules.because(source, "give one source of messages");
        }
        return rules.because("-J", "give one source of messages");
    }

    @Override
    public String heading() {
        return "Messages (one of -m -f -s -n -l -J --generate --random-size)";
    }

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "publish one message with this payload")
    List<String> messages = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "publish FILE as one message; for a folder, each of its files; repeatable")
    List<String> files = new ArrayList<>();

    @Option(
            names = {"-s", "--stdin-file"},
            description = "publish all of standard input as one message")
    boolean wholeInput;

    @Option(
            names = {"-n", "--null-message"},
            description = "publish one message without payload; with -r the broker forgets the retained one")
    boolean empty;

    @Option(
            names = {"-l", "--stdin-line"},
            description = "publish each line as a message; from standard input, or from the FILEs at the end")
    boolean lines;

    @Option(
            names = {"-J", "--json"},
            description = "publish each JSON line as a message; from mqtt-subscribe -J, mosquitto_sub -F %%j,"
                    + " kafka-consumer -J, kcat -J, rpk or kaf; topic name, QoS and retain come from the line")
    boolean json;

    @Option(
            names = "--generate",
            paramLabel = "TEMPLATE",
            description = "publish messages made from TEMPLATE; such as n=$${i}, see --help=template")
    @Nullable
    String template;

    @Option(
            names = "--random-size",
            paramLabel = "SIZE[..SIZE]",
            description = "publish messages of SIZE random bytes; SIZE..SIZE: of any size between")
    @Nullable
    String randomSize;

    @Option(names = "--count", paramLabel = "N", description = "generate N messages (default: until stopped)")
    long count = Long.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed the generator; the same N makes the same messages each time (default: a random one)")
    @Nullable
    Long seed;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "publish -m, -n, -f or -s N times (default: 1)")
    long repeat = 1;

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description =
                    "split the input of -l and -J at TEXT; one byte or more, with \\n \\t \\0 \\xNN (default: \\n)")
    @Nullable
    String delimiter;

    @Option(
            names = {"-0", "--null-delimited"},
            description = "split the input of -l and -J at NUL bytes")
    boolean nul;

    @Option(
            names = "--length-delimited",
            description = "expect a length before each message; for -l and -J, in four bytes, big-endian")
    boolean lengthDelimited;

    @Option(
            names = "--topic-separator",
            paramLabel = "TEXT",
            description = "read lines of -l as topic name, TEXT, payload")
    @Nullable
    String topicSeparator;

    @Option(names = "--skip-empty", description = "skip empty lines of -l and -J")
    boolean skipEmpty;

    @Option(
            names = "--encoding",
            paramLabel = "raw|hex|base64",
            defaultValue = "raw",
            description = "decode the payloads of -m, -f, -s and -l (default: raw)")
    String encoding = "raw";

    /**
     * What was typed, checked.
     *
     * @param words files at the end of the command line
     */
    Messages messages(List<String> words) {
        check(words);
        PayloadCode code = PayloadCode.parse(encoding);
        if (lines || json) {
            List<String> inputs = words.isEmpty() ? List.of(Messages.STANDARD_INPUT) : List.copyOf(words);
            return new Messages.InPieces(inputs, cutting(), parser(code), unit(), skipEmpty);
        }
        if (template != null) {
            return new Messages.MadeUp(Template.parse(template), new Chance(seed(), Clock.systemUTC()), count);
        }
        if (randomSize != null) {
            return ofRandomBytes(randomSize);
        }
        if (!messages.isEmpty() || empty) {
            return new Messages.Same(decode(code, empty ? "" : messages.get(0)), repeat);
        }
        return new Messages.Whole(wholeInput ? List.of(Messages.STANDARD_INPUT) : List.copyOf(files), code, repeat);
    }

    private void check(List<String> words) {
        boolean one = !messages.isEmpty() || !files.isEmpty() || wholeInput || empty || template != null;
        if (!one && !lines && !json && randomSize == null) {
            throw Failure.usage("no message: give one of -m, -f, -s, -n, -l, -J, --generate, --random-size");
        }
        if (messages.size() > 1) {
            throw Failure.usage(
                    "-m is given " + messages.size() + " times, but publishes one message: use -l for several");
        }
        if (!words.isEmpty() && !lines && !json) {
            throw Failure.usage(
                    "unexpected argument '" + words.get(0) + "': only -l and -J take FILEs, -f takes one each");
        }
        if (repeat < 1) {
            throw Failure.usage("--repeat must be at least 1");
        }
        if (count < 1) {
            throw Failure.usage("--count must be at least 1");
        }
    }

    /** Whether there is at most one message to publish. */
    boolean isSingle() {
        return repeat == 1 && (!messages.isEmpty() || wholeInput || empty);
    }

    /** The file whose lines are the messages, so that the position in it can be remembered. */
    Path resumable(List<String> words) {
        boolean oneFile = words.size() == 1 && Files.isRegularFile(Path.of(words.get(0)));
        if (!lines || json || !oneFile) {
            throw Failure.usage("--resume needs -l and one FILE");
        }
        return Path.of(words.get(0)).toAbsolutePath().normalize();
    }

    private static byte[] decode(PayloadCode code, String text) {
        try {
            return code.payload(text.getBytes(StandardCharsets.UTF_8));
        } catch (BadMessage e) {
            throw Failure.usage("-m " + e.why());
        }
    }

    private Messages ofRandomBytes(String sizes) {
        String[] bounds = sizes.split("\\.\\.", 2);
        long smallest = Quantity.bytes(bounds[0]);
        long largest = bounds.length > 1 ? Quantity.bytes(bounds[1]) : smallest;
        if (smallest > largest || largest > Draft.LARGEST_PACKET) {
            throw Failure.usage("--random-size '" + sizes + "' is not SIZE or SMALLEST..LARGEST up to 256 MB");
        }
        return new Messages.OfRandomBytes(seed(), (int) smallest, (int) largest, count);
    }

    private long seed() {
        return seed == null ? System.nanoTime() : seed;
    }

    private Supplier<PieceParser> parser(PayloadCode code) {
        if (json) {
            return JsonPiece::new;
        }
        byte[] separator = topicSeparator == null ? new byte[0] : Escapes.bytes(topicSeparator);
        if (topicSeparator != null && separator.length == 0) {
            throw Failure.usage("--topic-separator is empty");
        }
        return () -> new PlainPiece(separator, code);
    }

    private Function<InputStream, Splitter> cutting() {
        if (lengthDelimited) {
            return Splitter::byLength;
        }
        byte[] end = nul ? new byte[] {0} : Escapes.bytes(delimiter == null ? "\\n" : delimiter);
        if (end.length == 0) {
            throw Failure.usage("--delimiter is empty; -f takes a file as one message");
        }
        return in -> Splitter.at(end, in);
    }

    private String unit() {
        return delimiter == null && !nul && !lengthDelimited ? "line" : "message";
    }
}

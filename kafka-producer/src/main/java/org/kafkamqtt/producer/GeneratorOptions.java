package org.kafkamqtt.producer;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.producer.delivery.InputPlan;
import org.kafkamqtt.producer.delivery.Sending;
import org.kafkamqtt.producer.source.PieceForm;
import picocli.CommandLine.Option;

/** Generated records and how fast they come, as typed. */
final class GeneratorOptions implements OptionSection {
    @Override
    public String heading() {
        return "Generator and pace";
    }

    @Option(
            names = "--generate",
            paramLabel = "N",
            description = "generate N records instead of reading input; 0: until stopped")
    @Nullable
    Long generate;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description = "make the records of --generate from TEXT; read like a line, so that -K and -J work; see"
                    + " --help=template (default: $${i})")
    String template = "${i}";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed the generator; the same N makes the same records each time")
    @Nullable
    Long seed;

    @Option(
            names = "--rate",
            paramLabel = "500/s|2MB/s",
            description = "send no faster than this; in records or bytes, per s, m or h")
    @Nullable
    String rate;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "read the files N times (default: 1)")
    int repeat = 1;

    boolean given() {
        return generate != null;
    }

    /** The generated records. */
    InputPlan plan(PieceForm form) {
        OptionalLong chosen = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
        return new InputPlan.MadeUp(generate == null ? 0 : generate, Template.parse(template), chosen, form);
    }

    Optional<Sending.Rate> rate() {
        return Optional.ofNullable(rate).map(Sending.Rate::new);
    }

    /** These names, each repeated as often as its file is to be read. */
    List<String> repeated(List<String> names) {
        if (repeat < 1) {
            throw Failure.usage("--repeat '" + repeat + "' is less than 1");
        }
        if (repeat > 1 && names.contains("-")) {
            throw Failure.usage("--repeat needs files: standard input can be read only once");
        }
        return Collections.nCopies(repeat, names).stream().flatMap(List::stream).toList();
    }
}

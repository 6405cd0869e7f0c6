package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.sandbox.trial.OptionTable;

/** No option is taken and then does nothing. */
class ProducerRulesTest {
    private static Optional<String> broken(String options) {
        return ProducerRules.TABLE.broken(Arrays.stream(options.split(" ")).collect(Collectors.toSet()));
    }

    @Test
    void every_option_has_a_line_in_the_table() {
        assertEquals(Set.of(), OptionTable.gaps(new ProducerOptions()));
    }

    @ParameterizedTest
    @CsvSource({
        "-t --template -l, --template needs --generate",
        "-t --seed, --seed needs --generate",
        "-t -u, -u needs -T or --report-format or --report-json",
        "-t --classpath, --classpath needs -s",
        "-t --balancer-opt, --balancer-opt needs --balancer",
        "-t --transaction-batch, --transaction-batch needs --transactional-id",
        "-t --generate -l, --generate and -l cannot be used together: generated records have no input",
        "-t --generate --repeat, --generate and --repeat cannot be used together",
        "-t --dry-run --transactional-id, --dry-run and --transactional-id cannot be used together: it sends nothing",
        "-t --explain-partition -J, --explain-partition and -J cannot be used together",
        "-t --confirm -T, --confirm and -T cannot be used together: it needs standard output for itself",
        "-t --confirm --report-json, --confirm and --report-json cannot be used together: it needs standard output",
        "-t --confirm --resume, --confirm and --resume cannot be used together: it counts the lines of standard input",
        "-t --confirm -l, --confirm and -l cannot be used together: it counts the lines of standard input",
        "-t --confirm -f, --confirm and -f cannot be used together: it counts lines",
        "-t --confirm --generate, --generate and --confirm cannot be used together: generated records",
        "-t --key-password-file, --key-password-file needs --cert"
    })
    void an_option_that_would_change_nothing_is_refused(String options, String sentence) {
        assertTrue(
                broken(options).orElse("").startsWith(sentence), broken(options).orElse("nothing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t --generate --template --seed -K -J --rate -T -u",
                "-t --transactional-id --transaction-batch --resume -l",
                "-t --confirm -J --on-error --transactional-id --transaction-batch --rate --sync -q",
                "-t --dry-run --balancer --balancer-opt -z --acks --create",
                "-t --explain-partition --balancer --balancer-path",
                "--broker-list -P --property -t --compression-codec --request-required-acks"
            })
    void what_belongs_together_is_taken(String options) {
        assertEquals(Optional.empty(), broken(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"skipp", "Skip", "STOP", "sotp", "ignore", ""})
    void a_bare_word_is_no_file_for_bad_records(String word) {
        Failure failure = assertThrows(Failure.class, () -> ErrorPolicy.of(word));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith("unknown --on-error '" + word + "': use stop, skip or FILE"));
    }

    @Test
    void what_is_confirmed_is_never_left_out() {
        assertEquals(new ErrorPolicy(true, Optional.empty(), true), ErrorPolicy.of(null, true));
        assertEquals(new ErrorPolicy(true, Optional.empty(), true), ErrorPolicy.of("stop", true));
        assertEquals(new ErrorPolicy(false, Optional.of(Path.of("./f")), true), ErrorPolicy.of("./f", true));
        Failure failure = assertThrows(Failure.class, () -> ErrorPolicy.of("skip", true));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals(new ErrorPolicy(false, Optional.empty(), false), ErrorPolicy.of(null, false));
    }

    @Test
    void what_is_confirmed_goes_to_the_file_only_if_the_record_itself_is_at_fault() {
        ErrorPolicy confirmed = ErrorPolicy.of("./f", true);
        assertTrue(confirmed.keeps(ExitStatus.PARTIAL) && !confirmed.ends(ExitStatus.PARTIAL));
        assertTrue(!confirmed.keeps(ExitStatus.UNREACHABLE) && confirmed.ends(ExitStatus.UNREACHABLE));
        ErrorPolicy plain = ErrorPolicy.of("./f", false);
        assertTrue(plain.keeps(ExitStatus.UNREACHABLE) && !plain.ends(ExitStatus.UNREACHABLE));
    }

    @Test
    void a_name_with_a_slash_or_dot_is_a_file_and_so_is_one_that_exists(@TempDir Path folder) throws Exception {
        assertEquals(
                Optional.of(Path.of("bad.jsonl")), ErrorPolicy.of("bad.jsonl").file());
        assertEquals(Optional.of(Path.of("./skipp")), ErrorPolicy.of("./skipp").file());
        Path there = Files.createFile(folder.resolve("bad"));
        assertEquals(Optional.of(there), ErrorPolicy.of(there.toString()).file());
    }
}

package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Child;

class PageScriptTest {
    private static List<String> script(String page) {
        return PageScript.of(page.lines().toList()).lines();
    }

    @Test
    void a_command_has_the_line_of_the_page() {
        assertEquals(
                List.of("", "", "", "echo one", "", ""),
                script(
                        """
                # Title

                ```sh
                echo one
                ```
                More."""));
    }

    @Test
    void blocks_of_other_languages_are_not_run() {
        assertEquals(
                List.of("", "", ""), script("""
                ```toml
                a = 1
                ```"""));
    }

    @Test
    void a_block_that_is_marked_is_not_run() {
        assertEquals(
                List.of("", "", "", ""),
                script(
                        """
                <!-- not run: needs Docker -->
                ```sh
                docker compose up
                ```"""));
    }

    @Test
    void a_block_without_end_is_interrupted() {
        assertEquals(
                List.of("", "until_interrupted '' <<'END_OF_BLOCK'", "sandbox", "END_OF_BLOCK"),
                script(
                        """
                <!-- runs until Ctrl-C -->
                ```sh
                sandbox
                ```"""));
    }

    @Test
    void a_block_without_end_says_how_to_see_that_it_works() {
        assertEquals(
                "until_interrupted 'grep '\\''x y'\\'' f' <<'END_OF_BLOCK'",
                script(
                                """
                <!-- runs until Ctrl-C; works when: grep 'x y' f -->
                ```sh
                sandbox
                ```""")
                        .get(1));
    }

    @Test
    void text_after_a_block_is_what_it_writes() {
        assertEquals(
                List.of("{", "echo one", "} >\"$shown\"", "", "same <<'END_OF_BLOCK'", "one", "END_OF_BLOCK"),
                script(
                        """
                ```sh
                echo one
                ```

                ```text
                one
                ```"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\nls\n```",
                "```sh\nls",
                "<!-- runs until ctrl-c -->\n\n```sh\nls\n```",
                "<!-- not run -->\n```sh\nls\n```"
            })
    void what_is_marked_wrongly_is_refused(String page) {
        assertThrows(IllegalArgumentException.class, () -> script(page));
    }

    @Test
    void a_command_that_fails_is_named_with_page_line_and_status(@TempDir Path folder) throws IOException {
        Child.Ended ended = run(
                folder, """
                ```sh
                true
                (exit 7)
                ```""");
        assertEquals(7, ended.status());
        assertTrue(ended.err().contains("README.md:3: status 7: "), ended.err());
    }

    @Test
    void output_that_differs_fails(@TempDir Path folder) throws IOException {
        Child.Ended ended = run(
                folder,
                """
                ```sh
                echo one
                ```

                ```text
                two
                ```""");
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("the page shows: two\nbut it wrote: one\n"), ended.err());
    }

    @Test
    void dots_stand_for_any_output(@TempDir Path folder) throws IOException {
        Child.Ended ended = run(
                folder,
                """
                ```sh
                printf 'took 12 ms\\n1\\n2\\n3 * [x]\\n'
                ```

                ```text
                took ... ms
                ...
                3 * [x]
                ```""");
        assertEquals(0, ended.status(), ended.err());
    }

    @Test
    void output_that_is_not_shown_fails(@TempDir Path folder) throws IOException {
        assertEquals(
                1,
                run(
                                folder,
                                """
                ```sh
                printf 'one\\ntwo\\n'
                ```
                ```text
                one
                ```""")
                        .status());
    }

    @Test
    void a_command_that_does_not_work_before_ctrl_c_fails(@TempDir Path folder) throws IOException {
        Child.Ended ended = run(
                folder,
                """
                <!-- runs until Ctrl-C -->
                ```sh
                exit 4
                ```""");
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("was not seen to work"), ended.err());
    }

    @Test
    void a_command_that_works_gets_ctrl_c(@TempDir Path folder) throws IOException {
        Child.Ended ended = run(
                folder,
                """
                <!-- runs until Ctrl-C; works when: test -e there -->
                ```sh
                touch there && exec sleep 600
                ```
                ```sh
                rm there
                ```""");
        assertEquals(0, ended.status(), ended.err());
    }

    private static Child.Ended run(Path folder, String page) throws IOException {
        return Pages.run("README.md", page.lines().toList(), folder, java.util.Map.of(), 60);
    }

    @Test
    void the_prelude_is_there() {
        assertTrue(Files.isRegularFile(Pages.PRELUDE));
    }
}

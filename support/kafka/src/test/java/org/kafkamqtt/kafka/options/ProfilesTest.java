package org.kafkamqtt.kafka.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class ProfilesTest {
    private static final Profiles PROFILES = new Profiles(
            Optional.of(Path.of("config.toml")),
            Map.of("acks", "all", "profile.prod.acks", "1", "profile.prod.ssl.key", "k", "profile.test.acks", "0"));

    private static Path write(Path home, String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve("kafka-mqtt"));
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void what_is_outside_all_profiles_is_common_to_them() {
        assertEquals(Map.of("acks", "all"), PROFILES.common());
    }

    @Test
    void a_profile_has_its_own_properties_alone() {
        assertEquals(Map.of("acks", "1", "ssl.key", "k"), PROFILES.profile("prod"));
    }

    @Test
    void a_profile_that_is_not_there_is_misuse_with_the_nearest() {
        Failure failure = assertThrows(Failure.class, () -> PROFILES.profile("pord"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals("no profile 'pord' in config.toml, did you mean 'prod'?", failure.sentence());
    }

    @Test
    void the_beginning_of_a_profiles_name_is_not_its_name() {
        assertThrows(Failure.class, () -> PROFILES.profile("pro"));
    }

    @Test
    void the_TOML_file_goes_before_the_properties_file(@TempDir Path home) throws IOException {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", home.toString());
        assertEquals(Optional.empty(), Profiles.read(environment).file());
        write(home, "config.properties", "acks=1\n");
        assertEquals(Map.of("acks", "1"), Profiles.read(environment).all());
        Path toml = write(home, "config.toml", "acks = \"0\"\n");
        assertEquals(new Profiles(Optional.of(toml), Map.of("acks", "0")), Profiles.read(environment));
    }

    @Test
    void without_another_folder_it_is_in_the_home_of_the_user(@TempDir Path home) throws IOException {
        Path file = write(home.resolve(".config"), "config.toml", "acks = \"0\"\n");
        assertEquals(
                Optional.of(file),
                Profiles.read(Map.of("HOME", home.toString())).file());
    }
}

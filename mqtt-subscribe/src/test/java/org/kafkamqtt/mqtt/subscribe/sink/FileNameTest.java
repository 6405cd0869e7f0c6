package org.kafkamqtt.mqtt.subscribe.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "home/kitchen, home%2Fkitchen.log",
        "../../etc/passwd, %2E.%2F..%2Fetc%2Fpasswd.log",
        "., %2E.log",
        ".., %2E..log",
        "/, %2F.log",
        "a b, a%20b.log",
        "a%2Fb, a%252Fb.log",
        "v1.2, v1.2.log",
        "a\\b:c*?, a%5Cb%3Ac%2A%3F.log",
        "ü, %C3%BC.log"
    })
    void is_one_plain_path_element(String topic, String expected) {
        assertEquals(expected, FileName.of(topic));
    }

    @Test
    void long_topics_keep_apart_by_a_hash() {
        String common = "x".repeat(60_000);
        assertNotEquals(FileName.of(common + "a"), FileName.of(common + "b"));
        assertTrue(FileName.of(common).length() < 255);
    }

    @Test
    void no_topic_leaves_the_folder_or_shares_a_file() {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, String> topics = new HashMap<>();
        Path folder = Path.of("/data/out");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder topic = new StringBuilder("t");
            topic.setLength(random.nextInt(2));
            for (int k = 1 + random.nextInt(5); k > 0; k--) {
                topic.appendCodePoint("./\\~%a2F\n\u0001ü😀-_:".codePointAt(random.nextInt(13)));
            }
            String name = FileName.of(topic.toString());
            assertEquals(folder, folder.resolve(name).normalize().getParent(), name);
            assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(name), name);
            String other = topics.put(name, topic.toString());
            assertTrue(other == null || other.equals(topic.toString()), name);
        }
    }
}

package org.kafkamqtt.producer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.json.Header;

/**
 * A header as typed: {@code k=v}, {@code k:v} where there is no {@code =}, {@code k} alone for a null value,
 * {@code k=@file} and {@code k=base64:...} for bytes.
 */
final class HeaderOption {
    private HeaderOption() {}

    static Header parse(String text) {
        int split = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
        String key = split < 0 ? text : text.substring(0, split);
        if (key.isEmpty()) {
            throw Failure.usage("header '" + text + "' has no name");
        }
        return new Header(key, split < 0 ? null : value(text, text.substring(split + 1)));
    }

    private static byte[] value(String text, String value) {
        if (value.startsWith("@")) {
            return file(Path.of(value.substring(1)));
        }
        if (value.startsWith("base64:")) {
            try {
                return Base64.getDecoder().decode(value.substring("base64:".length()));
            } catch (IllegalArgumentException e) {
                throw new Failure(ExitStatus.USAGE, "header '" + text + "' is not base64", e);
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read header file", path, e);
        }
    }
}

package org.kafkamqtt.consumer.settings;

import java.util.function.Consumer;
import org.kafkamqtt.consumer.format.DecodedFormat;
import org.kafkamqtt.consumer.format.Decoding;
import org.kafkamqtt.consumer.format.RecordFormat;

/**
 * How records are written.
 *
 * @param form of each record
 * @param key how keys are decoded first
 * @param value how values are decoded first
 */
public record Writing(RecordForm form, Decoding key, Decoding value) {
    RecordFormat format(boolean named, boolean coloured, Opening at) {
        return decoded(form.format(named, coloured, at.around()), at::undecoded);
    }

    RecordFormat line(Opening at) {
        return decoded(form.line(at.around()), at::undecoded);
    }

    /**
     * A format that receives decoded keys and values.
     *
     * @param trouble receives a sentence for each that cannot be decoded
     */
    public RecordFormat decoded(RecordFormat format, Consumer<String> trouble) {
        return key == Decoding.NONE && value == Decoding.NONE
                ? format
                : new DecodedFormat(format, key.telling(trouble), value.telling(trouble));
    }
}

package org.kafkamqtt.console.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.text.Slice;

/**
 * The headers of the lines before, by their place: most lines have the names of the last one, and many its values, so these
 * are made once.
 *
 * <p>Not thread-safe; the thread that reads the lines owns it.
 */
final class RepeatedHeaders {
    /** Headers beyond are made anew for each line. */
    private static final int PLACES = 32;
    /** A longer value is not kept: nobody repeats it. */
    private static final int LONGEST = 256;

    private static final Kept NOTHING = Kept.of(new Header("", new byte[0]));

    private final List<Kept> kept = new ArrayList<>();

    /**
     * A header.
     *
     * @param name in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record Kept(byte[] name, Header header) {
        static Kept of(Header header) {
            return new Kept(header.key().getBytes(StandardCharsets.UTF_8), header);
        }

        boolean hasValue(Slice value) {
            byte[] own = header.value();
            return own == null ? !value.present() : value.equalTo(own);
        }
    }

    /** The header with these bytes at a place of a line, counted from 0. */
    Header at(int place, Slice name, Slice value) {
        Kept before = place < kept.size() ? kept.get(place) : NOTHING;
        boolean named = name.equalTo(before.name);
        if (named && before.hasValue(value)) {
            return before.header;
        }
        Header made = new Header(named ? before.header.key() : name.text(), value.kept());
        if (value.length() <= LONGEST) {
            keep(place, named ? new Kept(before.name, made) : Kept.of(made));
        }
        return made;
    }

    private void keep(int place, Kept header) {
        if (place < kept.size()) {
            kept.set(place, header);
        } else if (place == kept.size() && place < PLACES) {
            kept.add(header);
        }
    }
}

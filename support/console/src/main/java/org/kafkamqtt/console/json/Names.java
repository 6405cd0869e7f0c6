package org.kafkamqtt.console.json;

import java.util.EnumMap;
import java.util.Map;

/**
 * Finds out which member comes next, first of all whether it is the one that came after the same member before: a writer
 * writes all its lines alike.
 *
 * <p>Not thread-safe; the thread that reads the lines owns it.
 */
final class Names {
    private static final Member[] ALL = Member.values();

    private final Map<Member, Member> after = new EnumMap<>(Member.class);
    private Member last = Member.OTHER;

    /** A new line, or header, begins. */
    void begin() {
        last = Member.OTHER;
    }

    /** Takes the next name; {@link Member#OTHER} if it is not known, and nothing is taken. */
    Member next(Cursor cursor) {
        Member likely = after.get(last);
        if (likely != null && cursor.takes(likely.quoted)) {
            last = likely;
            return likely;
        }
        Member found = find(cursor);
        if (found != Member.OTHER) {
            after.put(last, found);
        }
        last = found;
        return found;
    }

    private static Member find(Cursor cursor) {
        for (Member member : ALL) {
            if (member != Member.OTHER && cursor.takes(member.quoted)) {
                return member;
            }
        }
        return Member.OTHER;
    }
}

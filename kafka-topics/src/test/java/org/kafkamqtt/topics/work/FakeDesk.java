package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.List;

/** A user who is there or not, and says yes or no. */
final class FakeDesk implements Desk {
    final List<String> said = new ArrayList<>();
    final List<String> shown = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    private final boolean attended;
    private final boolean answer;

    private FakeDesk(boolean attended, boolean answer) {
        this.attended = attended;
        this.answer = answer;
    }

    static FakeDesk nobody() {
        return new FakeDesk(false, true);
    }

    static FakeDesk saying(boolean answer) {
        return new FakeDesk(true, answer);
    }

    @Override
    public void say(String sentence) {
        said.add(sentence);
    }

    @Override
    public void show(List<String> lines) {
        shown.addAll(lines);
    }

    @Override
    public int width() {
        return 80;
    }

    @Override
    public boolean attended() {
        return attended;
    }

    @Override
    public boolean agrees(String question) {
        asked.add(question);
        return answer;
    }

    /** Patience for so many looks. */
    static Patience looks(int count) {
        int[] left = {count};
        return new Patience() {
            @Override
            public boolean more() {
                return left[0]-- > 0;
            }

            @Override
            public String words() {
                return "30 s";
            }
        };
    }
}

package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kafkamqtt.console.text.FirstFew;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.TopicState;
import org.kafkamqtt.topics.show.TopicList;

/** What is about to be changed, shown before it is. */
final class Preview {
    private Preview() {}

    /** The topics, or the first of them, under a sentence such as {@code these topics would be deleted}. */
    static void show(Desk desk, Collection<TopicState> topics, List<Broker> brokers, boolean sizes) {
        Set<Integer> alive = brokers.stream().map(Broker::id).collect(Collectors.toSet());
        List<TopicState> first = topics.stream().limit(FirstFew.NAMED).toList();
        List<String> lines =
                new ArrayList<>(TopicList.table(first, alive, sizes).lines(desk.width(), false));
        if (topics.size() > first.size()) {
            lines.add("... and " + (topics.size() - first.size()) + " more");
        }
        desk.show(lines);
    }

    /** Such as {@code 1 topic} or {@code 3 topics}. */
    static String count(int topics) {
        return topics == 1 ? "1 topic" : topics + " topics";
    }
}

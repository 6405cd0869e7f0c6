package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.topic.TopicNews;
import org.kafkamqtt.kafka.topic.TopicWatch;

/**
 * Ends a run when a topic that it sends to is gone, since the client would wait for it until the records expire; warns when
 * another topic has taken the name.
 *
 * <p>Runs on the thread that watches: all others may be waiting for the topic.
 */
public final class TopicChanges implements Runnable {
    private final TopicWatch watch;
    private final Runnable giveUp;
    private final Consumer<String> say;
    private volatile @Nullable Failure failure;

    /**
     * @param giveUp ends the sending and abandons the records in flight
     */
    public TopicChanges(TopicWatch watch, Runnable giveUp, Consumer<String> say) {
        this.watch = watch;
        this.giveUp = giveUp;
        this.say = say;
    }

    @Override
    public void run() {
        for (TopicNews news : watch.news()) {
            if (news instanceof TopicNews.Gone && failure == null) {
                failure = new Failure(
                        ExitStatus.NOT_FOUND,
                        "topic '" + news.topic() + "' is gone: it was deleted while records were being sent to it");
                giveUp.run();
            } else if (news instanceof TopicNews.Recreated) {
                say.accept(
                        "warning: topic '" + news.topic()
                                + "' was deleted and created again: the records sent before are gone, continuing with the new one");
            }
        }
    }

    /** Status 6, if a topic is gone. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }
}

package org.kafkamqtt.consumer.read;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

/** Keeps count of what a feed has lent and not got back yet. */
final class Lender implements InvocationHandler {
    private final Feed feed;
    private final BooleanSupplier inUse;
    int open;
    int lent;
    /** How often something was given back that the sink was still at. */
    int tornAway;

    Lender(Feed feed, BooleanSupplier inUse) {
        this.feed = feed;
        this.inUse = inUse;
    }

    Feed feed() {
        return (Feed) Proxy.newProxyInstance(Feed.class.getClassLoader(), new Class<?>[] {Feed.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        try {
            Object answer = method.invoke(feed, args);
            return answer instanceof Fetched fetched && !fetched.isEmpty() ? new Lent(fetched) : answer;
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private final class Lent implements Fetched {
        private final Fetched fetched;
        private boolean back;

        Lent(Fetched fetched) {
            this.fetched = fetched;
            open++;
            lent++;
        }

        @Override
        public List<Portion> portions() {
            if (back) {
                throw new IllegalStateException("it was given back");
            }
            return fetched.portions();
        }

        @Override
        public void close() {
            if (!back) {
                back = true;
                open--;
                tornAway += inUse.getAsBoolean() ? 1 : 0;
            }
        }
    }
}

package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * A key or value as one of Kafka's deserializers reads it: bytes stay bytes, anything else is written as its own text.
 *
 * <p>Bytes that it rejects are written as they are, and the trouble is reported.
 */
public final class UserDeserializer implements Decoding {
    private final Deserializer<?> deserializer;
    private final String what;
    private final Consumer<String> trouble;

    private UserDeserializer(Deserializer<?> deserializer, String what, Consumer<String> trouble) {
        this.deserializer = deserializer;
        this.what = what;
        this.trouble = trouble;
    }

    /**
     * Loads one.
     *
     * @param name of the class
     * @param loader where it is found
     * @param settings those of the client, for its {@code configure}
     * @throws Failure status 2 if there is no such deserializer
     */
    public static Decoding load(String name, ClassLoader loader, Map<String, ?> settings, boolean key) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> type = Class.forName(name, true, loader);
            if (!Deserializer.class.isAssignableFrom(type)) {
                throw Failure.usage(name + " is not a Kafka Deserializer");
            }
            Deserializer<?> deserializer =
                    (Deserializer<?>) type.getConstructor().newInstance();
            deserializer.configure(settings, key);
            return new UserDeserializer(deserializer, key ? "key" : "value", sentence -> {});
        } catch (ClassNotFoundException e) {
            throw Failure.usage("cannot find the class " + name + ": check its name and --classpath");
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw Failure.usage("cannot create a " + name
                    + ": it needs a public constructor without parameters, and must not be abstract");
        } catch (InvocationTargetException e) {
            throw Failure.usage("cannot create a " + name + ": " + Reason.of(e.getTargetException()));
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw Failure.usage("cannot create a " + name + ": " + Reason.of(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Decoding telling(Consumer<String> listener) {
        return new UserDeserializer(deserializer, what, listener);
    }

    @Override
    public byte @Nullable [] of(LogRecord record, Headers headers, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return written(deserializer.deserialize(record.topic(), headers, bytes));
        } catch (Throwable e) {
            // Whatever a user's class throws, errors and checked exceptions of other languages too, affects this one
            // alone.
            trouble.accept("the " + what + " of " + record.topic() + "-" + record.partition() + " offset "
                    + record.offset() + " cannot be deserialised and is written unchanged: " + Reason.of(e));
            return bytes;
        }
    }

    private static byte @Nullable [] written(@Nullable Object object) {
        if (object == null) {
            return null;
        }
        if (object instanceof byte[] bytes) {
            return bytes;
        }
        if (object instanceof Bytes bytes) {
            return bytes.get();
        }
        if (object instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return object.toString().getBytes(UTF_8);
    }
}

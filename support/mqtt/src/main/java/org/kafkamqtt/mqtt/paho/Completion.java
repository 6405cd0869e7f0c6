package org.kafkamqtt.mqtt.paho;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;

/** The completion of a request to Paho, as an answer that can be waited for. */
final class Completion {
    private Completion() {}

    /**
     * A listener of Paho that completes the answer.
     *
     * @param value the answer, read off the token
     */
    static <T> IMqttActionListener of(CompletableFuture<T> answer, Function<IMqttToken, T> value) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                answer.complete(value.apply(token));
            }

            @Override
            public void onFailure(IMqttToken token, Throwable e) {
                answer.completeExceptionally(e);
            }
        };
    }
}

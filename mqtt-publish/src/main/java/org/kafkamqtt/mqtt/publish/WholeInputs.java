package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

/** Each input is one message. */
final class WholeInputs implements Source {
    private final Inputs inputs;
    private final PayloadCode code;
    private boolean first = true;
    private long number;

    WholeInputs(Inputs inputs, PayloadCode code) {
        this.inputs = inputs;
        this.code = code;
    }

    @Override
    public Optional<Draft> next() throws IOException, BadMessage {
        if (!inputs.more()) {
            if (first) {
                throw new Failure(ExitStatus.INPUT_OUTPUT, "there is no file in the folder");
            }
            return Optional.empty();
        }
        first = false;
        number++;
        InputStream in = inputs.open();
        byte[] bytes = in.readNBytes(Publisher.LARGEST_PACKET + 1);
        if (Thread.currentThread().isInterrupted()) {
            return Optional.empty();
        }
        return Optional.of(Draft.of(code.payload(bytes)));
    }

    @Override
    public Place place() {
        return new Place(inputs.name(), "", number, 0);
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}

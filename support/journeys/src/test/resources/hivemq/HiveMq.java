import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts HiveMQ in this process, with its files in the folder that is the first argument, until standard input ends.
 *
 * <p>Everybody may connect. A topic name {@code reason/NAME/...} is refused with the reason code of that name, and a topic filter
 * {@code reason/NAME/...} too. Java compiles this file when it is started, so that no module needs HiveMQ's jars.
 */
public final class HiveMq implements ExtensionMain {
    private static final class Doorkeeper implements PublishAuthorizer, SubscriptionAuthorizer {
        @Override
        public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
            String topic = input.getPublishPacket().getTopic();
            if (topic.startsWith("reason/")) {
                output.failAuthorization(AckReasonCode.valueOf(topic.split("/")[1]), "as the topic says");
            } else {
                output.authorizeSuccessfully();
            }
        }

        @Override
        public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
            String filter = input.getSubscription().getTopicFilter();
            if (filter.startsWith("reason/")) {
                output.failAuthorization(SubackReasonCode.valueOf(filter.split("/")[1]), "as the filter says");
            } else {
                output.authorizeSuccessfully();
            }
        }
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        SimpleAuthenticator welcoming = (who, verdict) -> verdict.authenticateSuccessfully();
        Doorkeeper doorkeeper = new Doorkeeper();
        Services.securityRegistry().setAuthenticatorProvider(who -> welcoming);
        Services.securityRegistry().setAuthorizerProvider(who -> doorkeeper);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // nothing to undo
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        EmbeddedExtension extension = EmbeddedExtension.builder()
                .withId("doorkeeper")
                .withName("doorkeeper")
                .withVersion("1")
                .withExtensionMain(new HiveMq())
                .build();
        try (EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(home.resolve("conf"))
                .withDataFolder(Files.createDirectories(home.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(home.resolve("extensions")))
                .withEmbeddedExtension(extension)
                .build()) {
            broker.start().join();
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // whoever started this has not gone yet
            }
        }
        System.exit(0);
    }
}

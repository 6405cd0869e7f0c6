package org.kafkamqtt.producer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;

/**
 * A run against a stand-in for a broker in this process, which answers only the requests that two records need: it loads the
 * classes of a real run for the archive that the launcher makes ({@code support/launch/tool.sh}).
 */
final class Rehearsal {
    private static final String TOPIC = "rehearsal";
    private static final Uuid TOPIC_ID = new Uuid(1, 1);
    private static final List<ApiKeys> ANSWERED = List.of(
            ApiKeys.API_VERSIONS, ApiKeys.METADATA, ApiKeys.INIT_PRODUCER_ID, ApiKeys.LIST_OFFSETS, ApiKeys.PRODUCE);

    private final ServerSocket server;

    private Rehearsal(ServerSocket server) {
        this.server = server;
    }

    static ExitStatus run() {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            background(new Rehearsal(server)::accept);
            Console console = Console.of(
                    "kafka-producer",
                    new ByteArrayInputStream("key:value\nkey:value\n".getBytes(StandardCharsets.UTF_8)),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
            String broker = server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
            return Tool.run(new ProducerOptions(), console, "-b", broker, "-t", TOPIC, "-K", ":", "--summary", "text");
        } catch (IOException e) {
            return ExitStatus.FAILED;
        }
    }

    private static void background(Runnable task) {
        Thread thread = new Thread(task, "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                background(() -> answer(socket));
            }
        } catch (IOException e) {
            // The rehearsal is over.
            return;
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(in.readNBytes(in.readInt())));
                ByteBuffer answer = RequestUtils.serialize(
                        new ResponseHeaderData().setCorrelationId(header.correlationId()),
                        header.apiKey().responseHeaderVersion(header.apiVersion()),
                        body(header.apiKey()),
                        header.apiVersion());
                out.writeInt(answer.remaining());
                out.write(answer.array(), answer.arrayOffset() + answer.position(), answer.remaining());
                out.flush();
            }
        } catch (EOFException e) {
            // The client has all it needs.
            return;
        } catch (IOException e) {
            return;
        }
    }

    private Message body(ApiKeys asked) {
        return switch (asked) {
            case METADATA -> metadata();
            case INIT_PRODUCER_ID ->
                new InitProducerIdResponseData().setProducerId(1).setProducerEpoch((short) 0);
            case LIST_OFFSETS -> ended();
            case PRODUCE -> produced();
            default -> versions();
        };
    }

    private static Message versions() {
        ApiVersionsResponseData versions = new ApiVersionsResponseData();
        for (ApiKeys key : ANSWERED) {
            versions.apiKeys()
                    .add(new ApiVersionsResponseData.ApiVersion()
                            .setApiKey(key.id)
                            .setMinVersion(key.oldestVersion())
                            .setMaxVersion(key.latestVersion()));
        }
        return versions;
    }

    private Message metadata() {
        MetadataResponseData metadata =
                new MetadataResponseData().setClusterId("rehearsal").setControllerId(1);
        metadata.brokers()
                .add(new MetadataResponseData.MetadataResponseBroker()
                        .setNodeId(1)
                        .setHost(server.getInetAddress().getHostAddress())
                        .setPort(server.getLocalPort()));
        metadata.topics()
                .add(new MetadataResponseData.MetadataResponseTopic()
                        .setName(TOPIC)
                        .setTopicId(TOPIC_ID)
                        .setPartitions(List.of(new MetadataResponseData.MetadataResponsePartition()
                                .setPartitionIndex(0)
                                .setLeaderId(1)
                                .setReplicaNodes(List.of(1))
                                .setIsrNodes(List.of(1)))));
        return metadata;
    }

    private static Message ended() {
        return new ListOffsetsResponseData()
                .setTopics(List.of(new ListOffsetsResponseData.ListOffsetsTopicResponse()
                        .setName(TOPIC)
                        .setPartitions(List.of(
                                new ListOffsetsResponseData.ListOffsetsPartitionResponse().setPartitionIndex(0)))));
    }

    private static Message produced() {
        ProduceResponseData produced = new ProduceResponseData();
        produced.responses()
                .add(new ProduceResponseData.TopicProduceResponse()
                        .setName(TOPIC)
                        .setTopicId(TOPIC_ID)
                        .setPartitionResponses(
                                List.of(new ProduceResponseData.PartitionProduceResponse().setIndex(0))));
        return produced;
    }
}

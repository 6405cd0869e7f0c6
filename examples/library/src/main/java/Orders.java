import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a few orders to where a Go service with kafka-go would send them: {@code Orders BROKER TOPIC KEY...}. */
public final class Orders {
    private Orders() {}

    /** Prints each key and the partition that it was sent to. */
    public static void main(String... args) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", args[0],
                "partitioner.class", "org.kafkamqtt.balancer.kafka.BalancerPartitioner",
                "balancer.name", "kafka-go:Hash");
        StringSerializer text = new StringSerializer();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, text, text)) {
            for (String key : List.of(args).subList(2, args.length)) {
                int partition = producer.send(new ProducerRecord<>(args[1], key, "an order"))
                        .get()
                        .partition();
                System.out.println(key + " " + partition);
            }
        }
    }
}

package org.kafkamqtt.topics.show;

import java.util.Collection;
import java.util.List;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.TopicState;

/** Brokers, one on a line, with what they have of topics. */
public final class BrokerList {
    private BrokerList() {}

    /** How many partitions of these topics each broker leads, has, and has in sync. */
    public static Bytes of(List<Broker> brokers, Collection<TopicState> topics, Page page) {
        Bytes out = new Bytes();
        Table table = new Table()
                .right("BROKER", 0)
                .left("ADDRESS", 0)
                .left("RACK", 4)
                .right("LEADS", 1)
                .right("REPLICAS", 2)
                .right("IN SYNC", 3);
        for (Broker broker : brokers) {
            Share share = Share.of(broker.id(), topics);
            switch (page.form()) {
                case JSON -> json(out, broker, share);
                case TABLE ->
                    table.row(
                            Integer.toString(broker.id()),
                            broker.address(),
                            broker.rack().isEmpty() ? "-" : broker.rack(),
                            Figures.count(share.leads()),
                            Figures.count(share.has()),
                            Figures.count(share.inSync()));
                case FIELDS, KAFKA ->
                    Page.fields(
                            out,
                            broker.id(),
                            broker.address(),
                            broker.rack().isEmpty() ? "-" : broker.rack(),
                            share.leads(),
                            share.has(),
                            share.inSync());
            }
        }
        if (page.form() == Form.TABLE) {
            page.add(out, table);
        }
        return out;
    }

    private static void json(Bytes out, Broker broker, Share share) {
        Json json = new Json(out).add("broker", broker.id()).add("address", broker.address());
        if (broker.rack().isEmpty()) {
            json.addNull("rack");
        } else {
            json.add("rack", broker.rack());
        }
        json.add("leads", share.leads())
                .add("replicas", share.has())
                .add("inSync", share.inSync())
                .end();
        out.add("\n");
    }

    /** How many partitions a broker leads, has, and has in sync. */
    private record Share(long leads, long has, long inSync) {
        static Share of(int broker, Collection<TopicState> topics) {
            long leads = 0;
            long has = 0;
            long inSync = 0;
            for (TopicState topic : topics) {
                for (var partition : topic.partitions()) {
                    leads += partition.leader().orElse(-1) == broker ? 1 : 0;
                    has += partition.replicas().contains(broker) ? 1 : 0;
                    inSync += partition.inSync().contains(broker) ? 1 : 0;
                }
            }
            return new Share(leads, has, inSync);
        }
    }
}

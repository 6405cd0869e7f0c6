package org.kafkamqtt.mqtt.wire;

import java.net.URI;
import java.util.Set;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.spi.NetworkModuleFactory;

/** How Paho finds our transport: by the scheme of its address, through the service loader. */
public final class WireFactory implements NetworkModuleFactory {
    /** The address to give to Paho; opaque, since Paho patches the fields of a URI with an authority it cannot parse. */
    public static final String URI = "kafkamqtt:wire";

    @Override
    public Set<String> getSupportedUriSchemes() {
        return Set.of("kafkamqtt");
    }

    @Override
    public void validateURI(URI address) {
        if (!address.toString().equals(URI)) {
            throw new IllegalArgumentException("not " + URI + ": " + address);
        }
    }

    @Override
    public NetworkModule createNetworkModule(URI address, MqttConnectOptions options, String clientId) {
        if (options instanceof WireOptions ours) {
            return ours.wire();
        }
        throw new IllegalArgumentException("needs options of its own kind");
    }
}

package org.kafkamqtt.mqtt.paho;

import java.util.Collections;
import java.util.Enumeration;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttPersistable;
import org.eclipse.paho.client.mqttv3.MqttPersistenceException;

/** Keeps nothing: for the lifetime of one client object Paho's own tables are enough. */
final class NoStore implements MqttClientPersistence {
    @Override
    public void open(String clientId, String address) {
        // nothing to open
    }

    @Override
    public void close() {
        // nothing to close
    }

    @Override
    public void put(String key, MqttPersistable value) {
        // nothing is kept
    }

    @Override
    public MqttPersistable get(String key) throws MqttPersistenceException {
        throw new MqttPersistenceException();
    }

    @Override
    public void remove(String key) {
        // nothing is kept
    }

    @Override
    public Enumeration<String> keys() {
        return Collections.emptyEnumeration();
    }

    @Override
    public void clear() {
        // nothing is kept
    }

    @Override
    public boolean containsKey(String key) {
        return false;
    }
}

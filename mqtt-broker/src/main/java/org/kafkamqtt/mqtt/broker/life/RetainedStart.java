package org.kafkamqtt.mqtt.broker.life;

import java.util.List;
import org.kafkamqtt.mqtt.broker.message.Message;

/**
 * The retained messages as they were copied, and where the log goes on from there: with all retained messages from these offsets on the
 * view is whole.
 *
 * @param messages one for each topic name, in no particular order; perhaps expired
 * @param tails for each partition of the log, by number, the offset from which on its messages are not all among them; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record RetainedStart(List<Message> messages, long[] tails) {}

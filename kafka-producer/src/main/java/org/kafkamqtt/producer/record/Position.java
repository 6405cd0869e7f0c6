package org.kafkamqtt.producer.record;

/**
 * How far the inputs have been sent.
 *
 * @param index of the input, from 0
 * @param offset bytes of that input that are done
 * @param number records of that input that are done
 */
public record Position(int index, long offset, long number) {}

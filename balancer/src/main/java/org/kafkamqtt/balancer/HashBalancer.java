package org.kafkamqtt.balancer;

/**
 * The rule of most clients: a hash of the key, reduced to an index; something else if there is no key.
 *
 * <p>All partitions count, with or without a leader, so that a key never moves because a leader does.
 */
final class HashBalancer implements Balancer {
    private final Hash hash;
    private final Reduction reduction;
    private final Balancer keyless;
    private final boolean emptyIsKeyless;
    private final boolean answersIndex;

    /**
     * @param emptyIsKeyless whether an empty key counts as no key
     * @param answersIndex whether the answer is the index, as kafka-go's Hash and ReferenceHash have it, and not the
     *     partition at it; the two differ only for lists that are not 0 to n-1
     */
    HashBalancer(Hash hash, Reduction reduction, Balancer keyless, boolean emptyIsKeyless, boolean answersIndex) {
        this.hash = hash;
        this.reduction = reduction;
        this.keyless = keyless;
        this.emptyIsKeyless = emptyIsKeyless;
        this.answersIndex = answersIndex;
    }

    HashBalancer(Hash hash, Reduction reduction, Balancer keyless) {
        this(hash, reduction, keyless, false, false);
    }

    /** As the hash of an empty key: the keyless choice of the clients without null keys. */
    static Balancer asEmpty(Hash hash, Reduction reduction) {
        return Keyless.fixed(hash.of(new byte[0]), reduction);
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        byte[] key = message.key();
        if (key == null || (key.length == 0 && isKeyless(message))) {
            return keyless.choose(message, partitions);
        }
        int index = reduction.index(hash.of(key), partitions.count());
        return answersIndex ? index : partitions.id(index);
    }

    /** Whether its empty key counts as no key: an empty part of the record never does. */
    boolean isKeyless(Message message) {
        byte[] key = message.key();
        return emptyIsKeyless && key != null && key.length == 0 && !(message instanceof Decorators.Rekeyed);
    }

    /** Whether all messages that count as keyless go to one partition. */
    boolean keylessIsFixed() {
        return keyless instanceof Keyless.Fixed;
    }

    @Override
    public Ordering ordering() {
        return Ordering.PER_KEY;
    }
}

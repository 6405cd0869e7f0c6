package org.kafkamqtt.mqtt.broker.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.broker.node.Node;
import org.kafkamqtt.mqtt.broker.node.NodeClock;

/** Sockets on which clients connect, all served by the node's thread. Whoever opened it closes it. */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int LOW_MARK = 32 * 1024;
    private static final int HIGH_MARK = 128 * 1024;

    private final List<Channel> channels = new ArrayList<>();
    private final List<ListenAddress> addresses = new ArrayList<>();
    private final EventLoopGroup group;
    private final ChannelGroup clients;
    /** Makes the handler of a connection; set before there are any. */
    private volatile @Nullable Supplier<ClientConnection> handlers;

    private Listener(EventLoopGroup group) {
        this.group = group;
        this.clients = new DefaultChannelGroup(group.next());
    }

    /**
     * Takes all of these addresses; who connects waits until {@link #serve}. Not on the node's thread.
     *
     * @param group of exactly one thread, the node's
     * @throws Failure if one of them cannot be had
     * @throws InterruptedException if the wait for them is interrupted
     */
    public static Listener open(List<ListenAddress> wanted, EventLoopGroup group) throws InterruptedException {
        Listener listener = new Listener(group);
        ServerBootstrap bootstrap = listener.bootstrap();
        try {
            for (ListenAddress address : wanted) {
                listener.add(bootstrap, address);
            }
        } catch (RuntimeException | InterruptedException e) {
            listener.close();
            throw e;
        }
        return listener;
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_MARK, HIGH_MARK))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        clients.add(channel);
                        channel.pipeline()
                                .addLast(Objects.requireNonNull(handlers).get());
                    }
                });
    }

    /**
     * Serves those who connect from now on, and those who wait.
     *
     * @param maxPacketSize bytes of the largest packet that is read
     */
    public void serve(Node node, NodeClock clock, long maxPacketSize) {
        Turn turn = new Turn(group.next());
        handlers = () -> new ClientConnection(node, clock, turn, maxPacketSize);
        channels.forEach(channel -> channel.config().setAutoRead(true));
    }

    /** A name with several addresses, such as localhost, is listened to on all of them, with one port. */
    private void add(ServerBootstrap bootstrap, ListenAddress address) throws InterruptedException {
        int port = address.port();
        for (InetSocketAddress socket : sockets(address)) {
            ChannelFuture bound = bootstrap.bind(withPort(socket, port)).await();
            if (!bound.isSuccess()) {
                throw Failure.cannot(ExitStatus.FAILED, "listen on", address.url(), bound.cause());
            }
            channels.add(bound.channel());
            port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        }
        addresses.add(new ListenAddress(address.host(), port));
    }

    private static InetSocketAddress withPort(InetSocketAddress socket, int port) {
        return new InetSocketAddress(socket.getAddress(), port);
    }

    private static List<InetSocketAddress> sockets(ListenAddress address) {
        if (address.host().isEmpty()) {
            return List.of(new InetSocketAddress(address.port()));
        }
        try {
            List<InetSocketAddress> sockets = new ArrayList<>();
            for (InetAddress ip : InetAddress.getAllByName(address.host())) {
                sockets.add(new InetSocketAddress(ip, address.port()));
            }
            return sockets;
        } catch (UnknownHostException e) {
            throw Failure.cannot(ExitStatus.FAILED, "listen on", address.url(), e);
        }
    }

    /** The addresses with their ports, in the order in which they were wanted. */
    public List<ListenAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Waits until all clients are gone, for so long at most. */
    public void awaitFarewell(Duration limit) throws InterruptedException {
        clients.newCloseFuture().await(limit.toMillis());
    }

    /** Takes no more connections; those that are there stay. */
    @Override
    public void close() {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
    }
}

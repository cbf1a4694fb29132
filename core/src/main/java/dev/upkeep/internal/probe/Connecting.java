package dev.upkeep.internal.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tries the addresses of a host one after another until one accepts; tells of the first failure if none does. */
final class Connecting implements CompletionHandler<Void, AsynchronousSocketChannel> {
    private final String where;
    private final int port;
    private final Iterator<InetAddress> addresses;
    private final Verdict verdict;
    private final Consumer<AsynchronousSocketChannel> then;
    private @Nullable AsynchronousChannelGroup group;
    private @Nullable Throwable firstFailure;

    private Connecting(
            String where,
            int port,
            List<InetAddress> addresses,
            Verdict verdict,
            Consumer<AsynchronousSocketChannel> then) {
        this.where = where;
        this.port = port;
        this.addresses = addresses.iterator();
        this.verdict = verdict;
        this.then = then;
    }

    /**
     * Finds the addresses; may block.
     *
     * @param then gets the open connection, which the verdict holds and closes
     */
    static Connecting to(String host, int port, Verdict verdict, Consumer<AsynchronousSocketChannel> then)
            throws UnknownHostException {
        return new Connecting(host + ":" + port, port, addresses(host), verdict, then);
    }

    /** {@code localhost} means both, whatever the machine's files say of it. */
    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"));
        }
        return Arrays.asList(InetAddress.getAllByName(host));
    }

    void begin(AsynchronousChannelGroup channels) {
        group = channels;
        next();
    }

    private void next() {
        InetSocketAddress address = new InetSocketAddress(addresses.next(), port);
        try {
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
            verdict.hold(channel);
            channel.connect(address, channel, this);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void completed(Void nothing, AsynchronousSocketChannel channel) {
        then.accept(channel);
    }

    @Override
    public void failed(Throwable trouble, AsynchronousSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            trouble.addSuppressed(e);
        }
        failed(trouble);
    }

    private void failed(Throwable trouble) {
        if (firstFailure == null) {
            firstFailure = trouble;
        }
        if (addresses.hasNext()) {
            next();
        } else {
            verdict.failed(where + " " + NetTrouble.say(firstFailure));
        }
    }
}

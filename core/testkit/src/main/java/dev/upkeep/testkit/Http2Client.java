package dev.upkeep.testkit;

import static dev.upkeep.testkit.Http2Stream.done;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.component.LifeCycle;

/** A connection that speaks HTTP/2 without TLS, from its first byte on. */
final class Http2Client implements AutoCloseable {
    private static final int MAX_HEAD_BYTES = 1 << 16;

    private final HTTP2Client client = new HTTP2Client();
    private final Session session;

    private Http2Client(int port) throws Exception {
        client.setMaxRequestHeadersSize(MAX_HEAD_BYTES);
        client.start();
        session = done(client.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new Session.Listener() {}));
    }

    static Http2Client to(int port) throws Exception {
        return new Http2Client(port);
    }

    /** A request with a body, which is to follow. */
    Http2Stream open(String method, String target, Head.Field... fields) throws IOException {
        return open(method, target, false, fields);
    }

    /** A request without a body. */
    Http2Stream ask(String method, String target, Head.Field... fields) throws IOException {
        return open(method, target, true, fields);
    }

    private Http2Stream open(String method, String target, boolean whole, Head.Field... fields) throws IOException {
        HttpURI uri = HttpURI.build("http://app.example" + target).asImmutable();
        MetaData.Request head = new MetaData.Request(method, uri, HttpVersion.HTTP_2, Http2Stream.fields(fields));
        Http2Stream opened = new Http2Stream();
        done(session.newStream(new HeadersFrame(head, null, whole), opened));
        return opened;
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }
}

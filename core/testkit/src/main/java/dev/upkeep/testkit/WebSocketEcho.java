package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;

/** A small WebSocket server (RFC 6455): sends each frame back, and ends after a Close. */
final class WebSocketEcho implements RawBackend.Script {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CLOSE = 8;

    @Override
    public void serve(Wire wire) throws Exception {
        String key = wire.readHead().value("Sec-WebSocket-Key").orElseThrow();
        byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
        wire.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
        int first;
        do {
            first = wire.readBytes(1)[0];
            send(wire, first, payload(wire));
        } while ((first & 0xf) != CLOSE);
    }

    private static byte[] payload(Wire wire) throws IOException {
        int length = wire.readBytes(1)[0] & 0x7f;
        if (length == 126) {
            length = ByteBuffer.wrap(wire.readBytes(2)).getShort() & 0xffff;
        } else if (length == 127) {
            length = (int) ByteBuffer.wrap(wire.readBytes(8)).getLong();
        }
        byte[] mask = wire.readBytes(4);
        byte[] payload = wire.readBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private static void send(Wire wire, int first, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        wire.send(frame.array(), 0, frame.position());
    }
}

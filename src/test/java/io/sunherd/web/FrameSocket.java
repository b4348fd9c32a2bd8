package io.sunherd.web;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the stream that puts its frames on the wire itself, many in one write. */
final class FrameSocket implements AutoCloseable {
  private static final int TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;

  private final Socket socket;
  private final DataInputStream in;

  FrameSocket(int port, String uri) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    String request =
        ("GET " + uri + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n")
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    send(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException(answer.toString());
    }
  }

  /** A message as it goes over the wire, with a mask that changes nothing. */
  static byte[] text(String text) {
    return frame(TEXT, text);
  }

  static byte[] ping() {
    return frame(PING, "");
  }

  private static byte[] frame(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(kind);
    if (bytes.length < 126) {
      frame.write(0x80 | bytes.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(bytes.length >> 8);
      frame.write(bytes.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(bytes);
    return frame.toByteArray();
  }

  /** Sends a frame so many times, in one write. */
  void send(byte[] frame, int times) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(frame);
    }
    send(all.toByteArray());
  }

  void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** The next message; a pong frame is {@code {"type":"pong"}}, too. */
  JsonObject next() throws IOException {
    int kind = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
    byte[] bytes = new byte[(int) size];
    in.readFully(bytes);
    return switch (kind) {
      case TEXT -> new JsonObject(new String(bytes, StandardCharsets.UTF_8));
      case PONG -> new JsonObject().put("type", "pong");
      default -> throw new IOException("a frame of kind " + Integer.toHexString(kind));
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

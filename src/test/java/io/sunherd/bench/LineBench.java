package io.sunherd.bench;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.inverter.InverterVerticle;
import io.sunherd.inverter.Surroundings;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.link.Pty;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.table.Inquiry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How the line is used: one unit on a real pseudo-terminal, asked for QPIGS as fast as it goes.
 *
 * <p>With a baud rate, prints the rest between the end of a reply and the start of the next
 * request, and what an exchange costs beyond its bytes' time on the line. Without one (0), prints
 * readings a second from wire to published reading.
 *
 * <p>Arguments: baud rate, seconds.
 */
public final class LineBench {
  private static final Framing PI30 = Dialects.common().framing();
  private static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 0000 000.0 00.00 00005"
          + " 00010000 00 00 00000 010";

  private LineBench() {}

  public static void main(String[] args) throws Exception {
    int baud = Integer.parseInt(args[0]);
    long seconds = Long.parseLong(args[1]);
    Vertx vertx = Vertx.vertx();
    RecordCodec.register(vertx.eventBus());
    ConcurrentLinkedQueue<Long> published = new ConcurrentLinkedQueue<>();
    vertx
        .eventBus()
        .<Reading>consumer(
            Addresses.READINGS,
            message -> {
              if (message.body().code().equals("QPIGS")) {
                published.add(System.nanoTime());
              }
            });
    try (Device device = new Device(baud)) {
      Thread thread = new Thread(device, "device");
      thread.setDaemon(true);
      thread.start();
      deploy(vertx, device.path());
      TimeUnit.SECONDS.sleep(baud == 0 ? 5 : 2);
      device.rests.clear();
      device.exchanges.clear();
      long before = published.size();
      long start = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      long readings = published.size() - before;
      double took = (System.nanoTime() - start) / 1e9;
      System.out.printf("%d readings in %.1f s: %.0f a second%n", readings, took, readings / took);
      if (baud > 0) {
        print("rest between reply and next request, ms", device.rests);
        print("request to end of reply beyond the line time of the reply, ms", device.exchanges);
      }
    }
    vertx.close().await();
    System.exit(0);
  }

  private static void deploy(Vertx vertx, String path) {
    Map<String, Duration> poll = new HashMap<>();
    for (Inquiry inquiry : Dialects.common().inquiries()) {
      poll.put(inquiry.name(), Duration.ZERO);
    }
    poll.put("status", Duration.ofNanos(1));
    UnitConfig unit =
        new UnitConfig("bench", DeviceAddress.parse("serial:" + path), "pi30", null, poll);
    Surroundings world =
        new Surroundings(
            new Links(
                address -> {
                  throw new LinkException(LinkException.Reason.MISSING, "Not simulated.");
                }),
            address -> List.of(),
            InstantSource.system(),
            System::nanoTime,
            () -> 0.5);
    vertx
        .deployVerticle(
            new InverterVerticle(unit, world),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("inverter-bench")
                .setWorkerPoolSize(1))
        .await();
  }

  private static void print(String what, ConcurrentLinkedQueue<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: median %.2f, p99 %.2f, max %.2f%n",
        what,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  /** The other end of the line: answers at the pace of a baud rate, and looks at its watch. */
  private static final class Device implements Runnable, AutoCloseable {
    final ConcurrentLinkedQueue<Long> rests = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Long> exchanges = new ConcurrentLinkedQueue<>();
    private final Pty pty;
    private final long byteNanos;

    Device(int baud) throws java.io.IOException {
      pty = Pty.open();
      byteNanos = baud == 0 ? 0 : 10_000_000_000L / baud;
    }

    String path() {
      return pty.slavePath();
    }

    @Override
    public void run() {
      byte[] request = new byte[64];
      int n = 0;
      long ended = 0;
      try {
        while (true) {
          byte[] chunk = new byte[64];
          int read = pty.read(chunk, Duration.ofSeconds(1));
          if (read <= 0) {
            continue;
          }
          if (n == 0 && ended != 0) {
            rests.add(System.nanoTime() - ended);
          }
          System.arraycopy(chunk, 0, request, n, read);
          n += read;
          if (request[n - 1] == '\r') {
            String text = new String(request, 0, n - 3, StandardCharsets.US_ASCII);
            long asked = System.nanoTime();
            byte[] reply = PI30.reply(answer(text));
            send(reply, asked);
            ended = System.nanoTime();
            exchanges.add(ended - asked - reply.length * byteNanos);
            n = 0;
          }
        }
      } catch (java.io.IOException e) {
        System.err.println("device: " + e);
      }
    }

    private static String answer(String text) {
      return switch (text) {
        case "QPI" -> "PI30";
        case "QID" -> "92932004102443";
        case "QPIGS" -> STATUS;
        default -> "NAK";
      };
    }

    private void send(byte[] reply, long start) throws java.io.IOException {
      if (byteNanos == 0) {
        pty.write(reply);
        return;
      }
      for (int i = 0; i < reply.length; i++) {
        long due = start + (i + 1) * byteNanos;
        long wait;
        while ((wait = due - System.nanoTime()) > 0) {
          if (wait > 100_000) {
            LockSupport.parkNanos(wait - 100_000);
          } else {
            Thread.onSpinWait();
          }
        }
        pty.write(Arrays.copyOfRange(reply, i, i + 1));
      }
    }

    @Override
    public void close() {
      pty.close();
    }
  }
}

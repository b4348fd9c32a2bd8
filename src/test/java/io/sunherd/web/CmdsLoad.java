package io.sunherd.web;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.protocol.Dialects;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/**
 * Not a test: serves /cmds with a reading a second, for a load generator to measure.
 *
 * <pre>wrk -t1 -c32 -d20s --latency 'http://127.0.0.1:8899/cmds?cmd=status'</pre>
 */
final class CmdsLoad {
  private static final String REPLY =
      "000.0 00.0 230.0 50.0 0322 0221 006 425 52.80 011 100 0040 0016 100.6 52.78 00000"
          + " 01110110 00 00 00844 010";

  private CmdsLoad() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    RecordCodec.register(vertx.eventBus());
    Site site =
        new Site(
            "127.0.0.1",
            8899,
            List.of(),
            null,
            null,
            List.of("roof-1"),
            List.of(),
            Path.of("webroot"),
            Path.of("no-such-folder", "users"),
            false);
    vertx.deployVerticle(new WebVerticle(site)).await();
    var data = Dialects.common().inquiry("status").orElseThrow().decode(REPLY);
    vertx.setPeriodic(
        0,
        1000,
        timer ->
            vertx
                .eventBus()
                .publish(
                    Addresses.READINGS,
                    new Reading(
                        "roof-1",
                        "status",
                        "QPIGS",
                        System.currentTimeMillis(),
                        1000,
                        "(" + REPLY,
                        data)));
  }
}

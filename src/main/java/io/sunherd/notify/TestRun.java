package io.sunherd.notify;

import io.sunherd.config.Notice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends one test message to each target. */
public final class TestRun {
  private TestRun() {}

  /**
   * What came of it.
   *
   * @param target its name
   * @param trouble why it has not arrived, one sentence; null where it has
   */
  public record Result(String target, @Nullable String trouble) {}

  /** The results, in the order of the targets. */
  public static Future<List<Result>> of(Vertx vertx, Notice notice, String hub, ZoneId zone) {
    Senders senders = new Senders(vertx, Patience.OF_TEST);
    Wording wording = new Wording(hub, zone);
    String id = "test-" + Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
    Letter letter = new Letter(id, Letter.Stage.TEST, List.of());
    List<String> names = notice.names();
    List<Future<Result>> results =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    senders
                        .of(notice.targets().get(i))
                        .send(letter, wording)
                        .map(sent -> new Result(names.get(i), null))
                        .otherwise(e -> new Result(names.get(i), SendFailure.of(e).getMessage())))
            .toList();
    return Future.join(results).map(all -> all.<Result>list()).eventually(senders::close);
  }
}

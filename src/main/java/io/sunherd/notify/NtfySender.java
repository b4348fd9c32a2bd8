package io.sunherd.notify;

import io.sunherd.bus.alarm.AlarmSeverity;
import io.sunherd.config.Notice;
import io.sunherd.notify.Letter.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Publishes to a topic of ntfy, by its HTTP interface. */
final class NtfySender implements Sender {
  /** A longer message becomes an attached file at ntfy. */
  private static final int MOST_BYTES = 4_000;

  private final HttpPost http;
  private final Notice.Ntfy ntfy;

  NtfySender(HttpPost http, Notice.Ntfy ntfy) {
    this.http = http;
    this.ntfy = ntfy;
  }

  @Override
  public Future<Void> send(Letter letter, Wording wording) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "text/plain; charset=utf-8");
    headers.put("Title", wording.title(letter));
    headers.put("Priority", priority(letter));
    headers.put("Tags", tag(letter));
    headers.putAll(ntfy.headers());
    return http.send(HttpMethod.POST, ntfy.url(), headers, cut(wording.text(letter)));
  }

  private static String priority(Letter letter) {
    if (letter.stage() != Stage.RAISED) {
      return "3";
    }
    return switch (letter.severity()) {
      case FAULT -> "5";
      case WARNING -> "4";
      case INFO -> "3";
    };
  }

  private static String tag(Letter letter) {
    return switch (letter.stage()) {
      case OVER -> "white_check_mark";
      case TEST -> "test_tube";
      case RAISED -> letter.severity() == AlarmSeverity.INFO ? "information_source" : alarm(letter);
    };
  }

  private static String alarm(Letter letter) {
    return letter.severity() == AlarmSeverity.FAULT ? "rotating_light" : "warning";
  }

  private static String cut(String text) {
    String shorter = text;
    while (shorter.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      shorter = shorter.substring(0, shorter.length() * 9 / 10);
    }
    return shorter.equals(text) ? text : shorter + " ...";
  }
}

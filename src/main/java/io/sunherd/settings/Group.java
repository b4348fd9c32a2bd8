package io.sunherd.settings;

import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.Along;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value to every unit: all are checked before any is written, and where one does not
 * accept it, those written before get their old values back. The turns of all units must be held.
 */
final class Group {
  private final SettingWriter writer;

  Group(SettingWriter writer) {
    this.writer = writer;
  }

  /** A group write under way, with its results so far, in order. */
  private record Course(List<Wish> wishes, Map<String, Map<String, @Nullable Object>> told) {

    void tell(Wish wish, Map<String, @Nullable Object> body) {
      told.put(wish.unit().id(), body);
    }

    Verdict verdict(int status, @Nullable String error) {
      Wish first = wishes.get(0);
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      if (error != null) {
        body.put("error", error);
      }
      if (first.dryRun()) {
        body.put("dry_run", true);
      }
      body.put("setting", first.setting().name());
      body.put("cmd", first.setting().code());
      body.put("requested", first.value());
      boolean isChanged =
          told.values().stream().anyMatch(one -> Boolean.TRUE.equals(one.get("changed")));
      boolean isOpen =
          told.values().stream()
              .anyMatch(one -> one.containsKey("changed") && one.get("changed") == null);
      boolean isDone = status == 200;
      body.put(
          "changed", (isDone && isOpen && !isChanged) ? null : (Boolean) (isDone && isChanged));
      body.put("units", told);
      return new Verdict(status, body);
    }
  }

  Future<Verdict> write(List<Wish> asked) {
    String fresh = UUID.randomUUID().toString();
    List<Wish> wishes =
        asked.stream().map(wish -> wish.group() == null ? wish.inGroup(fresh) : wish).toList();
    Course course = new Course(wishes, new LinkedHashMap<>());
    return check(course, 0, null)
        .compose(
            worst ->
                worst != null
                    ? Future.succeededFuture(
                        course.verdict(worst.status(), worst.sentence() + " No unit was written."))
                    : wishes.get(0).dryRun()
                        ? Future.succeededFuture(course.verdict(200, null))
                        : write(course, 0, new ArrayList<>()));
  }

  /** Checks every unit, the others also where one fails, so that the answer has all of them. */
  private Future<@Nullable Refusal> check(Course course, int at, @Nullable Refusal worst) {
    if (at == course.wishes().size()) {
      return Future.succeededFuture(worst);
    }
    Wish wish = course.wishes().get(at);
    return writer
        .check(wish)
        .<@Nullable Refusal>map(
            dry -> {
              course.tell(wish, dry.verdict().body());
              return worst;
            })
        .recover(
            failure -> {
              Refusal refusal = Refusal.of(failure);
              course.tell(wish, refusal.verdict().body());
              return Future.succeededFuture(worst == null ? refusal : worst);
            })
        .compose(next -> check(course, at + 1, next));
  }

  private Future<Verdict> write(Course course, int at, List<Written> written) {
    if (at == course.wishes().size()) {
      return Future.succeededFuture(course.verdict(200, null));
    }
    Wish wish = course.wishes().get(at);
    return writer
        .write(wish)
        .otherwise(failure -> Refusal.of(failure).done())
        .compose(
            done -> {
              course.tell(wish, done.verdict().body());
              written.add(new Written(wish, done));
              return done.isWell()
                  ? write(course, at + 1, written)
                  : putBack(course, written, written.size() - 1).map(v -> failed(course, done));
            });
  }

  private record Written(Wish wish, CompletedWrite done) {}

  private static Verdict failed(Course course, CompletedWrite done) {
    List<String> back = new ArrayList<>();
    List<String> notBack = new ArrayList<>();
    course
        .told()
        .forEach(
            (id, body) -> {
              if (mayBeChangedUnseen(body)) {
                notBack.add("what " + id + " has is not known");
              } else if (body.get("put_back") instanceof Map<?, ?> put
                  && put.get("error") != null) {
                if (has(body.get("from"), put)) {
                  back.add(id + " did not answer, but was read: it has " + put.get("confirmed"));
                } else {
                  notBack.add(left(id, body.get("confirmed"), put));
                }
                notBack.addAll(alongLeft(id, body, put));
              }
            });
    return course.verdict(
        done.verdict().status(),
        done.verdict().body().get("error")
            + (notBack.isEmpty()
                ? " The units written before have what they had before" + told(back)
                : " Not every unit has back what it had before" + told(notBack)));
  }

  /** Whether a value was sent that no reading shows, and the unit did not refuse it. */
  private static boolean mayBeChangedUnseen(Map<String, @Nullable Object> body) {
    return body.get("entry") != null
        && body.get("from") == null
        && !Boolean.FALSE.equals(body.get("changed"));
  }

  /** A sentence on a unit that did not get back its old value. */
  private static String left(String id, @Nullable Object before, Map<?, ?> put) {
    Object now = put.get("confirmed");
    if (now != null) {
      return id + " has " + now;
    }
    boolean isSent = put.get("entry") != null;
    return isSent || before == null
        ? "what " + id + " has is not known"
        : id + " had " + before + " when it was read last";
  }

  /** Whether a unit was read to have again what it had before. */
  private static boolean has(@Nullable Object before, Map<?, ?> put) {
    return before != null && before.equals(put.get("confirmed"));
  }

  /** What a unit has of the values that went along, where that is not what it had before. */
  private static List<String> alongLeft(
      String id, Map<String, @Nullable Object> body, Map<?, ?> put) {
    Map<Object, Map<?, ?>> back = along(put);
    List<String> left = new ArrayList<>();
    along(body)
        .forEach(
            (setting, went) -> {
              Object now = back.getOrDefault(setting, went).get("confirmed");
              if (now != null && !now.equals(went.get("old"))) {
                left.add(setting + " of " + id + " is " + now);
              }
            });
    return left;
  }

  /** What went along with a write, by setting. */
  private static Map<Object, Map<?, ?>> along(Map<?, ?> body) {
    Map<Object, Map<?, ?>> along = new LinkedHashMap<>();
    if (body.get("along") instanceof List<?> all) {
      for (Object one : all) {
        if (one instanceof Map<?, ?> went && went.get("setting") != null) {
          along.put(went.get("setting"), went);
        }
      }
    }
    return along;
  }

  private static String told(List<String> units) {
    return units.isEmpty() ? "." : ": " + String.join("; ", units) + ".";
  }

  /** Puts back what was changed, the last one first. */
  private Future<Void> putBack(Course course, List<Written> written, int at) {
    if (at < 0) {
      return Future.succeededFuture();
    }
    Written one = written.get(at);
    Object from = one.done().from();
    Long entry = one.done().entry();
    boolean isMoved = one.done().along().stream().anyMatch(Along::isChanged);
    if (from == null || entry == null || (from.equals(one.done().now()) && !isMoved)) {
      return putBack(course, written, at - 1);
    }
    Object serial = one.done().verdict().body().get("serial");
    Wish back =
        one.wish()
            .meant(serial == null ? null : serial.toString())
            .beside(Along.before(one.done().along()))
            .puttingBack(from, entry);
    return writer
        .write(back)
        .otherwise(failure -> Refusal.of(failure).done())
        .compose(
            done -> {
              Map<String, @Nullable Object> told = new LinkedHashMap<>(one.done().verdict().body());
              told.put("put_back", done.verdict().body());
              course.tell(one.wish(), told);
              return putBack(course, written, at - 1);
            });
  }
}

package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sunherd.web.Contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An operation of openapi.yaml, and a request to it that is answered with 200 where it is let
 * through; of the stream with 426, for it is no WebSocket, and of the history with 503, for none is
 * kept.
 */
record GateRow(GateRow.Rule rule, Operation operation, Examples example) {
  /** Who may, as {@code x-may} of openapi.yaml has it. */
  enum Rule {
    EVERYBODY,
    VISITORS,
    READERS,
    OPERATORS,
    FIRST,
    FINDERS
  }

  private static final Set<String> HISTORY =
      Set.of("GET /api/v1/history", "GET /api/v1/energy", "GET /api/v1/today", "GET /graph");

  private static final Set<String> SESSIONS = Set.of("/api/v1/login", "/api/v1/logout");

  static final Contract CONTRACT = Contract.read();

  /** One that says not who may is a failure. */
  static List<GateRow> all() {
    return CONTRACT.operations().stream().map(GateRow::of).toList();
  }

  private static GateRow of(Operation operation) {
    assertNotNull(operation.may(), operation.name() + " has no x-may");
    return new GateRow(
        Rule.valueOf(operation.may().toUpperCase(Locale.ROOT)),
        operation,
        Examples.of(CONTRACT, operation));
  }

  String route() {
    return operation.route();
  }

  String method() {
    return operation.method();
  }

  String uri() {
    return example.uri();
  }

  String body() {
    return example.body();
  }

  /** On a hub that somebody has, who may find may because he is an operator. */
  boolean isForOperators() {
    return rule == Rule.OPERATORS || rule == Rule.FINDERS;
  }

  boolean endsSessions() {
    return SESSIONS.contains(operation.path());
  }

  int answer(int status) {
    if (status != 200) {
      return status;
    }
    return route().endsWith("/stream") ? 426 : HISTORY.contains(route()) ? 503 : 200;
  }

  @Override
  public String toString() {
    return operation.name();
  }
}

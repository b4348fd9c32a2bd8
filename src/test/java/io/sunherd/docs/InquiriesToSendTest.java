package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Setters;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people with an inverter that is not known are asked to send it. */
@PureTests
@DisplayName("The inquiries that the issue template asks for")
class InquiriesToSendTest {
  private static final Pattern LOOP = Pattern.compile("for cmd in ([A-Z0-9 ]+);");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| `([A-Z0-9 ]+)` \\|");

  /** By the id of the dialect. */
  private static Map<String, List<String>> named() {
    String text = Pages.of(Path.of(".github/ISSUE_TEMPLATE/inverter.md")).text();
    Map<String, List<String>> named = new LinkedHashMap<>();
    LOOP.matcher(text)
        .results()
        .forEach(loop -> named.put(Dialects.common().id(), List.of(loop.group(1).split(" ", -1))));
    ROW.matcher(text)
        .results()
        .forEach(row -> named.put(row.group(1), List.of(row.group(2).split(" ", -1))));
    return named;
  }

  @Test
  @DisplayName("are asked of every family")
  void everyFamily() {
    Set<String> families =
        Dialects.otherFamilies().stream().map(Dialect::id).collect(Collectors.toSet());
    families.add(Dialects.common().id());
    assertEquals(families, named().keySet());
  }

  @Test
  @DisplayName("are inquiries of that family's table, and none sets anything")
  void areInquiries() {
    named()
        .forEach(
            (id, codes) -> {
              Dialect dialect = Dialects.find(id).orElseThrow();
              for (String code : codes) {
                assertEquals(
                    code,
                    dialect.request(code).map(Request::text).orElse(""),
                    () -> code + " is no inquiry of " + id);
                assertFalse(Setters.isSetting(dialect, code), () -> id + " is set by " + code);
              }
            });
  }

  @Test
  @DisplayName("have what tells who a unit is and how it is")
  void areEnough() {
    for (String name :
        List.of("protocol", "serial_number", "firmware", "status", "operation_mode")) {
      named()
          .forEach(
              (id, codes) -> {
                String code = Dialects.find(id).orElseThrow().inquiry(name).orElseThrow().code();
                assertTrue(codes.contains(code), () -> name + " (" + code + ") of " + id);
              });
    }
  }
}

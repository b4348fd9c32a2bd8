package io.sunherd.protocol.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.column.Columns;
import io.sunherd.protocol.column.Layout;
import io.sunherd.suite.PureTests;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
class IndexTest {
  private static final Inquiry STATUS =
      Inquiry.of(
          "QX", "status", "Status", Layout.exact(Columns.decimal("volts", "V", "00.0", "Volts")));
  private static final Setting BULK = setting("PB", "bulk");
  private static final Setting FLOAT = setting("PF", "float");

  private static Setting setting(String code, String name) {
    return Setting.of(code, name, name, null, new OnOffForm());
  }

  private static String contradiction(List<Inquiry> inquiries, Setting... settings) {
    return assertThrows(
            IllegalStateException.class, () -> new Index("pi99", inquiries, List.of(settings)))
        .getMessage();
  }

  @Test
  @DisplayName("every dialect there is can be used")
  void allAreConsistent() {
    for (Dialect dialect : Dialects.all()) {
      assertEquals(dialect.settings().size(), dialect.settings().stream().distinct().count());
      assertFalse(dialect.inquiries().isEmpty());
    }
  }

  @Test
  @DisplayName("two rows of one name are refused")
  void refusesTwice() {
    assertEquals(
        "The table of pi99 contradicts itself: two settings are called bulk.",
        contradiction(List.of(), BULK, setting("PX", "bulk")));
    assertEquals(
        "The table of pi99 contradicts itself: two settings are called PB.",
        contradiction(List.of(), BULK, setting("PB", "other")));
    assertEquals(
        "The table of pi99 contradicts itself: two inquiries are called QX.",
        contradiction(List.of(STATUS, Inquiry.of("QX", "other", "Other"))));
  }

  @Test
  @DisplayName("a row that leads to nothing is refused")
  void refusesStrangers() {
    assertEquals(
        "The table of pi99 contradicts itself: PF depends on a stranger, bulk.",
        contradiction(List.of(), FLOAT.bound(new Bound(Bound.Side.AT_MOST, "bulk"))));
    assertEquals(
        "The table of pi99 contradicts itself: PB shows nowhere.",
        contradiction(List.of(), BULK.shownBy("QX", "volts")));
    assertEquals(
        "The table of pi99 contradicts itself: PB shows nowhere.",
        contradiction(List.of(STATUS), BULK.shownBy("QX", "amps")));
    assertEquals(
        "The table of pi99 contradicts itself: PB is listed nowhere.",
        contradiction(List.of(), BULK.listedBy("QX")));
  }

  @Test
  @DisplayName("a relation written at one setting holds at the other, once")
  void mirrors() {
    Index index =
        new Index(
            "pi99",
            List.of(STATUS),
            List.of(
                BULK.bound(new Bound(Bound.Side.AT_LEAST, "float")),
                FLOAT.bound(new Bound(Bound.Side.AT_MOST, "bulk"))));
    assertEquals(
        List.of(new Bound(Bound.Side.AT_LEAST, "float")), index.settings().get(0).bounds());
    assertEquals(List.of(new Bound(Bound.Side.AT_MOST, "bulk")), index.settings().get(1).bounds());
    assertEquals("bulk", index.setting("PB").name());
    assertEquals(STATUS, index.inquiry("status"));
  }
}

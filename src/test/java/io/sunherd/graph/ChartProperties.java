package io.sunherd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

@PureTests
class ChartProperties {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Property(tries = 1000, seed = "20261124")
  void aScaleHoldsItsNumbersWithAFewLabels(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double one,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double other) {
    Scale scale = Scale.of(Math.min(one, other), Math.max(one, other));
    assertTrue(scale.place(Math.min(one, other)) >= -1e-9);
    assertTrue(scale.place(Math.max(one, other)) <= 1 + 1e-9);
    int labels = scale.labels().size();
    assertTrue(labels >= 2 && labels <= 8, () -> scale + " has " + labels);
  }

  @Property(tries = 1000, seed = "20261124")
  void anyTimeHasAFewLabelsWithinIt(
      @ForAll @LongRange(min = 1_500_000_000, max = 1_900_000_000) long from,
      @ForAll @LongRange(min = 20, max = 400_000_000) long seconds) {
    List<TimeAxis.Mark> marks = TimeAxis.marks(from, from + seconds, BERLIN);
    assertTrue(marks.size() <= 16, marks::toString);
    marks.forEach(mark -> assertTrue(mark.at() >= from && mark.at() <= from + seconds));
  }

  @Property(seed = "20261124", tries = 200)
  void anyTitleIsWellFormed(@ForAll String title) throws Exception {
    String svg =
        Chart.draw(title, 0, 10, BERLIN, List.of(new Series("a", title, title, List.of())));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Example
  void aDayOfTwentyThreeHoursHasItsOwnLabels() {
    long from = Instant.parse("2026-03-28T23:00:00Z").getEpochSecond();
    List<String> texts =
        TimeAxis.marks(from, from + 6 * 3_600, BERLIN).stream().map(TimeAxis.Mark::text).toList();
    assertEquals(List.of("00:00", "01:00", "03:00", "04:00", "05:00", "06:00", "07:00"), texts);
  }

  @Example
  void aDayWithoutMidnightHasItsLabel() {
    long from = Instant.parse("2018-11-02T03:00:00Z").getEpochSecond();
    List<String> texts =
        TimeAxis.marks(from, from + 4 * 86_400, ZoneId.of("America/Sao_Paulo")).stream()
            .map(TimeAxis.Mark::text)
            .toList();
    assertEquals(List.of("2 Nov", "3 Nov", "4 Nov", "5 Nov", "6 Nov"), texts);
  }

  @Example
  void labelsReadWell() {
    assertEquals(
        List.of("0", "1000", "2000", "3000", "4000", "5000"),
        Scale.of(12, 4_900).labels().stream().map(Scale::text).toList());
    assertEquals(new BigDecimal("0.02"), Scale.of(52.8, 52.89).step().stripTrailingZeros());
  }
}

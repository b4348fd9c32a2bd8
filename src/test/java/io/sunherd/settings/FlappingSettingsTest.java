package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.WriteOutcome;
import io.sunherd.suite.OtherJava;
import io.sunherd.suite.ProcessTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is remembered of settings that do not rest. */
@ProcessTests
class FlappingSettingsTest {
  /** Within a day, so that none of them is too old to count. */
  private static final int LINES = 1_000_000;

  /** Takes in the lines of a long log, in a process of its own. */
  public static void main(String[] args) {
    AuditEntry line =
        AuditLogTest.entry(1, "2026-11-24T12:00:00Z")
            .completed(null, false, WriteOutcome.CHANGED_OUTSIDE, null, Duration.ZERO);
    FlappingSettings restless = new FlappingSettings();
    for (int i = 0; i < LINES; i++) {
      restless.accept(line);
    }
    System.out.println(restless.happened(line) == null ? "counted" : "written");
  }

  @Test
  @Timeout(120)
  void aLongLogOfOneFillsNoMemory() throws Exception {
    Process process =
        OtherJava.process(List.of("-Xmx16m"), FlappingSettingsTest.class.getName()).start();
    List<String> told =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor());
    assertEquals("counted", told.get(told.size() - 1));
  }
}

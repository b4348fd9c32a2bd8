package io.sunherd.mqtt.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.ActionForm;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import org.junit.jupiter.api.Test;

/** What orders are by the tables of all dialects. */
@PureTests
class OrderedSettingsTest {
  @Test
  void noNameIsASwitchHereAndAChoiceOfTheSameWordsThere() {
    for (Dialect dialect : Dialects.all()) {
      for (Setting setting : dialect.settings()) {
        if (setting.form() instanceof ChoiceForm choice) {
          for (String word : choice.choices()) {
            assertEquals(word, OrderedSettings.natural(setting.name(), word), setting.name());
          }
        }
      }
    }
    assertEquals(true, OrderedSettings.natural("buzzer", "on"));
    assertEquals("maybe", OrderedSettings.natural("buzzer", "maybe"));
    assertEquals(1, OrderedSettings.natural("buzzer", 1));
  }

  @Test
  void actionsClocksAndWhatMovesHaveNoStateOfTheirOwn() {
    for (Dialect dialect : Dialects.all()) {
      for (Setting setting : dialect.settings()) {
        if (setting.form() instanceof ActionForm || setting.form() instanceof ClockForm) {
          assertTrue(OrderedSettings.isStateless(setting.name()), setting.name());
        }
      }
    }
    assertTrue(OrderedSettings.isStateless("equalise_now"));
    assertFalse(OrderedSettings.isStateless("battery_float_volt"));
    assertFalse(OrderedSettings.isStateless("buzzer"));
  }
}

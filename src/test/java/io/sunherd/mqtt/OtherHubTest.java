package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.mqtt.OtherHub.Answer;
import io.sunherd.suite.PureTests;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("Another hub on the base")
class OtherHubTest {
  private static final Buffer OTHER = Buffer.buffer("{\"hub\":\"other\"}");

  private final OtherHub rival = new OtherHub("own");

  @Test
  @DisplayName("is online while it is, and makes room for this one with its last word")
  void comesAndGoes() {
    rival.begin();
    rival.caughtUp();
    assertEquals(Answer.INTRODUCE, rival.info(OTHER, false));
    assertEquals("other", rival.hub());
    assertEquals(Answer.ASSERT, rival.state(Payloads.OFFLINE, false));
    assertNull(rival.hub());
  }

  @Test
  @DisplayName("is no more where a broker that lost what it kept comes back without it")
  void brokerIsEmpty() {
    rival.info(OTHER, false);
    rival.begin();
    assertEquals("other", rival.hub(), "until the broker has said all that it keeps");
    rival.caughtUp();
    assertNull(rival.hub());
  }

  @Test
  @DisplayName("is still there where the broker keeps so, and not where it keeps that it has left")
  void brokerKeeps() {
    rival.info(OTHER, false);
    rival.begin();
    rival.info(OTHER, true);
    rival.state(Payloads.ONLINE, true);
    rival.caughtUp();
    assertEquals("other", rival.hub());
    rival.begin();
    rival.info(OTHER, true);
    rival.state(Payloads.OFFLINE, true);
    rival.caughtUp();
    assertNull(rival.hub());
  }

  @Test
  @DisplayName("is no more where the broker keeps only what this one has told")
  void brokerKeepsOwn() {
    rival.info(OTHER, false);
    rival.begin();
    rival.info(Payloads.info("own", null, 0), true);
    rival.state(Payloads.ONLINE, true);
    rival.caughtUp();
    assertNull(rival.hub());
  }

  @Test
  @DisplayName("that speaks up before all is said that was kept is there")
  void speaksFirst() {
    rival.begin();
    rival.info(OTHER, false);
    rival.caughtUp();
    assertEquals("other", rival.hub());
  }

  @Test
  @DisplayName("is told again of this one when it comes back, as it may have forgotten it")
  void comesBack() {
    OtherHub other = new OtherHub("other");
    Buffer own = Payloads.info("own", null, 0);
    rival.begin();
    rival.caughtUp();
    other.begin();
    other.caughtUp();
    assertEquals(Answer.NONE, rival.state(Payloads.ONLINE, false), "nobody is known");
    rival.info(OTHER, false);
    other.info(own, false);
    other.begin();
    other.info(OTHER, true);
    other.state(Payloads.ONLINE, true);
    other.caughtUp();
    assertNull(other.hub(), "the broker keeps only its own");
    assertEquals(Answer.NONE, rival.info(OTHER, false));
    assertEquals(Answer.INTRODUCE, rival.state(Payloads.ONLINE, false));
    assertEquals(Answer.INTRODUCE, other.info(own, false));
    assertEquals("own", other.hub());
    assertEquals(Answer.NONE, rival.info(OTHER, false), "both know each other: no more is said");
  }
}

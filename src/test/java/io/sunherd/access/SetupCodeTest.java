package io.sunherd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
class SetupCodeTest {
  @TempDir private Path folder;

  @Test
  void isMadeOnceAndKeptForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("data/setup-code");
    assertEquals(Optional.empty(), SetupCode.find(file));
    assertFalse(Files.exists(file.getParent()), "looking makes nothing");
    String code = SetupCode.in(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(code, SetupCode.in(file));
    assertEquals(Optional.of(code), SetupCode.find(file));
    SetupCode.forget(file);
    assertFalse(Files.exists(file));
    SetupCode.forget(file);
  }

  @Test
  void everyOneIsAnotherWithoutSignsThatLookAlike() throws Exception {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String code = SetupCode.in(folder.resolve("code-" + i));
      assertTrue(code.matches("[2-9A-Z]{4}-[2-9A-Z]{4}"), code);
      assertFalse(code.matches(".*[01OILBSZU8].*"), code);
      codes.add(code);
    }
    assertEquals(500, codes.size());
  }

  @Test
  void aFileThatPowerCutShortIsNone() throws Exception {
    Path file = folder.resolve("setup-code");
    for (String rest : new String[] {"", "\0\0\0\0\0\0\0\0\0\n", "ACDE-", "ACDE-FGHJK"}) {
      Files.writeString(file, rest);
      assertEquals(Optional.empty(), SetupCode.find(file), rest);
    }
    assertEquals(Optional.of(SetupCode.in(file)), SetupCode.find(file));
  }

  @Test
  void isTheSameHoweverItIsTyped() {
    String code = "K7QF-2MXD";
    for (String typed : new String[] {code, "k7qf2mxd", " K7QF 2MXD ", "K7-QF-2M-XD"}) {
      assertTrue(SetupCode.isSame(code, typed), typed);
    }
    for (String typed : new String[] {"", "K7QF", "K7QF-2MXE", code + "A", "ſ7QF-2MXD"}) {
      assertFalse(SetupCode.isSame(code, typed), typed);
    }
  }
}

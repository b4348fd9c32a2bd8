package io.sunherd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.LongTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LongTests
class UsersFileTest {
  private static final char[] SECRET = "correct horse".toCharArray();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("conf/users");
  }

  @Test
  void aMissingFileHoldsNobody() throws IOException {
    UsersFile users = UsersFile.load(file);
    assertTrue(users.isEmpty());
    assertEquals(Optional.empty(), users.warning());
    assertEquals(Optional.empty(), users.verify("ann", SECRET));
    assertEquals(Optional.empty(), users.verifyToken(""));
    assertFalse(Files.exists(file));
  }

  @Test
  void knowsAUserAgainAfterLoading() throws IOException {
    UsersFile.load(file).putUser("ann", Role.OPERATOR, SECRET);
    UsersFile users = UsersFile.load(file);
    assertEquals(Optional.of(new User("ann", Role.OPERATOR)), users.verify("ann", SECRET));
    assertEquals(Optional.empty(), users.verify("ann", "Correct horse".toCharArray()));
    assertEquals(Optional.empty(), users.verify("ann", new char[0]));
    assertEquals(Optional.empty(), users.verify("bob", SECRET));
  }

  @Test
  void anUnknownUserTakesAsLongAsTheSlowest() {
    PasswordHash quick = PasswordHash.of(SECRET, 10);
    PasswordHash slow = PasswordHash.of(SECRET, 1_000);
    PasswordHash nobody = PasswordHash.ofNobody(Stream.of(quick, slow, quick));
    assertTrue(nobody.toString().startsWith("1000:"), nobody.toString());
    assertFalse(nobody.fits(SECRET));
    assertTrue(PasswordHash.ofNobody(Stream.of()).toString().startsWith("210000:"));
  }

  @Test
  void givesAnotherPasswordAndRole() throws IOException {
    UsersFile users = UsersFile.load(file);
    QuickUsers.put(users, "ann", Role.OPERATOR, SECRET);
    QuickUsers.put(users, "bob", Role.VIEWER, SECRET);
    String token = users.addToken("ann");
    users.putUser("ann", Role.VIEWER, "another one".toCharArray());
    UsersFile again = UsersFile.load(file);
    assertEquals(Optional.empty(), again.verify("ann", SECRET));
    User ann = new User("ann", Role.VIEWER);
    assertEquals(Optional.of(ann), again.verify("ann", "another one".toCharArray()));
    assertEquals(Optional.of(ann), again.verifyToken(token));
    assertEquals(Optional.of(new User("bob", Role.VIEWER)), again.verify("bob", SECRET));
  }

  @Test
  void keepsNeitherPasswordNorToken() throws IOException {
    UsersFile users = UsersFile.load(file);
    users.putUser("ann", Role.OPERATOR, SECRET);
    users.putUser("bob", Role.OPERATOR, SECRET);
    String token = users.addToken("ann");
    assertEquals(43, token.length());
    assertNotEquals(token, users.addToken("ann"));
    String text = Files.readString(file);
    assertFalse(text.contains(new String(SECRET)));
    assertFalse(text.contains(token));
    List<String> lines = text.lines().filter(line -> line.startsWith("user")).toList();
    assertNotEquals(lines.get(0), lines.get(1).replace("bob", "ann"));
    assertTrue(lines.get(0).matches("user ann operator 210000:[^:]{24}:[^:]{44}"), lines.get(0));
  }

  @Test
  void aTokenIsGoneWithItsLine() throws IOException {
    UsersFile users = UsersFile.load(file);
    QuickUsers.put(users, "ann", Role.VIEWER, SECRET);
    String token = users.addToken("ann");
    String other = users.addToken("ann");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    UsersFile left = UsersFile.load(file);
    assertEquals(Optional.of(new User("ann", Role.VIEWER)), left.verifyToken(token));
    assertEquals(Optional.empty(), left.verifyToken(other));
  }

  @Test
  void belongsToItsOwnerAlone() throws IOException {
    UsersFile users = UsersFile.load(file);
    QuickUsers.put(users, "ann", Role.VIEWER, SECRET);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(Optional.empty(), users.warning());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(
        Optional.of(file + ": others may use this file: run chmod 600 " + file + "."),
        users.warning());
    users.addToken("ann");
    assertEquals(Optional.empty(), users.warning());
    try (var left = Files.list(file.resolveSibling(""))) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void writesThroughALink() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "# users\n");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    QuickUsers.put(UsersFile.load(link), "ann", Role.VIEWER, SECRET);
    assertTrue(Files.isSymbolicLink(link));
    assertFalse(UsersFile.load(real).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ann\nuser", "é", "123456789012345678901234567890123"})
  void refusesAName(String name) throws IOException {
    UsersFile users = UsersFile.load(file);
    AccessException e =
        assertThrows(AccessException.class, () -> users.putUser(name, Role.VIEWER, SECRET));
    assertEquals(
        "\"" + name + "\" is no user name: write 1 to 32 of A-Z, a-z, 0-9, dot, _ and -.",
        e.getMessage());
    assertTrue(users.isEmpty());
  }

  @Test
  void refusesAShortPassword() throws IOException {
    UsersFile users = UsersFile.load(file);
    AccessException e =
        assertThrows(
            AccessException.class,
            () -> users.putUser("ann", Role.VIEWER, "1234567".toCharArray()));
    assertEquals("The password is too short: take at least 8 characters.", e.getMessage());
  }

  @Test
  void refusesATokenForNobody() throws IOException {
    UsersFile users = UsersFile.load(file);
    AccessException e = assertThrows(AccessException.class, () -> users.addToken("ann"));
    assertEquals(
        file + " has no user \"ann\": make one with sunherd passwd first.", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "user ann operator",
        "user ann boss 210000:AAAAAAAAAAAAAAAAAAAAAA==:AAAA",
        "user ann viewer 1:%%%:AAAA",
        "user ann viewer 99999999:AAAAAAAAAAAAAAAAAAAAAA==:AAAA",
        "token ann 0000000000000000000000000000000000000000000000000000000000000000"
      })
  void namesTheLineThatItDoesNotUnderstand(String line) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "# users\n\n" + line + "\n");
    AccessException e = assertThrows(AccessException.class, () -> UsersFile.load(file));
    assertEquals(
        file
            + ":3: this is neither an account nor a token of an account above it: delete the line,"
            + " then make it anew with sunherd passwd or sunherd token.",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "\0\0\0\0"})
  void takesAnEmptyFileForDamage(String nothing) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, nothing);
    AccessException e = assertThrows(AccessException.class, () -> UsersFile.load(file));
    assertEquals(
        file
            + ": the file is empty, as after a power cut: put back a copy of it, or make its users"
            + " anew with sunherd passwd.",
        e.getMessage());
    QuickUsers.put(UsersFile.mend(file), "ann", Role.OPERATOR, SECRET);
    assertFalse(UsersFile.load(file).isEmpty());
    Files.writeString(file, "nonsense");
    assertThrows(AccessException.class, () -> UsersFile.mend(file));
  }

  @Test
  void tellsThatTheFileCannotBeRead() throws IOException {
    Files.createDirectories(file);
    AccessException e = assertThrows(AccessException.class, () -> UsersFile.load(file));
    assertTrue(e.getMessage().startsWith(file + ": the file cannot be read ("), e.getMessage());
  }

  @Test
  void knowsItsRolesByWord() throws IOException {
    assertEquals(Role.OPERATOR, Role.parse("operator"));
    AccessException e = assertThrows(AccessException.class, () -> Role.parse("Operator"));
    assertEquals("\"Operator\" is no role: write viewer or operator.", e.getMessage());
  }
}

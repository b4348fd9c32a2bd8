package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.protocol.frame.Echo;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a line brings back of a request, and requests whose CRC has a 00. */
@PureTests
class EchoTest {
  @Provide
  Arbitrary<Dialect> dialects() {
    return Arbitraries.of(Dialects.all());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The same bytes with padding of the USB bridge in some places. */
  private static byte[] padded(byte[] bytes, Set<Integer> places) {
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (places.contains(i)) {
        padded.writeBytes(new byte[1 + i % 3]);
      }
      padded.write(bytes[i]);
    }
    return padded.toByteArray();
  }

  @Property(tries = 200, seed = "20261129")
  void isFoundInEveryDialectAndInPieces(
      @ForAll("dialects") Dialect dialect,
      @ForAll @IntRange(max = 100) int which,
      @ForAll @Size(max = 4) Set<@IntRange(max = 12) Integer> padding) {
    Inquiry inquiry = dialect.inquiries().get(which % dialect.inquiries().size());
    byte[] request = dialect.framing().request(inquiry.code());
    byte[] echo = padded(request, padding);
    byte[] all = joined(echo, dialect.framing().reply("B"));
    assertEquals(echo.length, Echo.end(request, all, all.length));
    for (int length = 0; length < echo.length; length++) {
      assertEquals(Echo.COMING, Echo.end(request, all, length), "of " + length + " bytes");
    }
  }

  @Property(tries = 200, seed = "20261129")
  void aReplyOrARequestThatDiffersIsNone(
      @ForAll("dialects") Dialect dialect,
      @ForAll @IntRange(max = 100) int which,
      @ForAll @IntRange(max = 100) int place) {
    Inquiry inquiry = dialect.inquiries().get(which % dialect.inquiries().size());
    byte[] request = dialect.framing().request(inquiry.code());
    byte[] reply = dialect.framing().reply("B");
    assertEquals(Echo.NONE, Echo.end(request, reply, reply.length));
    byte[] other = request.clone();
    other[place % other.length] ^= 0x40;
    assertEquals(Echo.NONE, Echo.end(request, other, other.length));
  }

  @Example
  void aCrcByteThatIsZeroIsNoPadding() {
    byte[] request = Dialects.common().framing().request("QED20230108");
    byte[] all = joined(request, Dialects.common().framing().reply("00003570"));
    assertEquals(request.length, Echo.end(request, all, all.length));
  }

  @Example
  void eachZeroOfACrcCanBeSentAsOne() {
    Framing pi30 = Dialects.common().framing();
    byte[] plain = pi30.request("PBFT48.8");
    assertArrayEquals(new byte[] {0x15, 0x00}, Arrays.copyOfRange(plain, 8, 10));
    byte[] heard = pi30.requestWithoutNul("PBFT48.8");
    assertArrayEquals(new byte[] {0x15, 0x01}, Arrays.copyOfRange(heard, 8, 10));
    assertArrayEquals(Arrays.copyOf(plain, 8), Arrays.copyOf(heard, 8));
    assertArrayEquals(
        new byte[] {0x01, 0x5C}, Arrays.copyOfRange(pi30.requestWithoutNul("PCVV45.3"), 8, 10));
    assertArrayEquals(pi30.request("QPIGS"), pi30.requestWithoutNul("QPIGS"));
  }

  @Example
  void bothBytesOfACrcCanBeZero() {
    Set<String> met = new HashSet<>();
    for (Dialect dialect : List.of(Dialects.common(), Dialects.find("pi18").orElseThrow())) {
      for (int i = 0; i < 400_000; i++) {
        String text = String.format(Locale.ROOT, "QX%06d", i);
        byte[] plain = dialect.framing().request(text);
        int crc = plain.length - 3;
        if (plain[crc] == 0 && plain[crc + 1] == 0) {
          byte[] heard = dialect.framing().requestWithoutNul(text);
          assertArrayEquals(new byte[] {1, 1, '\r'}, Arrays.copyOfRange(heard, crc, crc + 3));
          met.add(dialect.id());
        }
      }
    }
    assertEquals(Set.of("pi30", "pi18"), met);
  }

  @Example
  void requestsWithoutACrcHaveOneForm() {
    for (String id : List.of("pi16", "pi17")) {
      Dialect dialect = Dialects.find(id).orElseThrow();
      for (Inquiry inquiry : dialect.inquiries()) {
        assertArrayEquals(
            dialect.framing().request(inquiry.code()),
            dialect.framing().requestWithoutNul(inquiry.code()));
      }
    }
  }
}

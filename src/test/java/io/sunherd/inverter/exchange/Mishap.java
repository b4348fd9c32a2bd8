package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;

import io.sunherd.ForeignAnswers;
import io.sunherd.inverter.exchange.ScriptedLink.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What may happen to one answer of a unit.
 *
 * @param name what it is called
 * @param happening the chunks that come of it
 */
public record Mishap(String name, Happening happening) {

  /** What comes of an answer, and of the one before it. */
  public interface Happening {
    List<Chunk> chunks(byte[] reply, byte[] before);
  }

  /** None. */
  public static final Mishap NONE =
      new Mishap("none", (reply, before) -> List.of(chunk(50, reply)));

  /** All there are. */
  public static final List<Mishap> ALL =
      List.of(
          new Mishap("1.05 s late", (reply, before) -> List.of(chunk(1_050, reply))),
          new Mishap("1.2 s late", (reply, before) -> List.of(chunk(1_200, reply))),
          new Mishap("1.6 s late", (reply, before) -> List.of(chunk(1_600, reply))),
          new Mishap("2.2 s late", (reply, before) -> List.of(chunk(2_200, reply))),
          new Mishap("lost", (reply, before) -> List.of()),
          new Mishap("doubled", (reply, before) -> List.of(chunk(50, reply), chunk(0, reply))),
          new Mishap(
              "doubled later", (reply, before) -> List.of(chunk(50, reply), chunk(150, reply))),
          new Mishap(
              "behind the one before",
              (reply, before) -> List.of(chunk(20, before), chunk(30, reply))),
          new Mishap(
              "long behind the one before",
              (reply, before) -> List.of(chunk(20, before), chunk(200, reply))),
          new Mishap("damaged", (reply, before) -> List.of(chunk(50, damaged(reply)))));

  private static byte[] damaged(byte[] reply) {
    byte[] bytes = reply.clone();
    bytes[bytes.length - 2] ^= 0x55;
    return bytes;
  }

  /** A line to a unit whose answers with these numbers have a mishap. */
  public ScriptedLink link(ForeignAnswers unit, int... which) {
    ScriptedLink link = new ScriptedLink();
    List<byte[]> replies = new ArrayList<>(List.of(ForeignAnswers.CARET_NO));
    link.answeringBytes(
        request -> {
          byte[] reply = unit.answer(request);
          byte[] before = replies.get(replies.size() - 1);
          boolean isSilent = reply.length == 0;
          if (!isSilent) {
            replies.add(reply);
          }
          int number = link.sent.size() - 1;
          if (IntStream.of(which).anyMatch(one -> one == number)) {
            return isSilent ? List.of() : happening.chunks(reply, before);
          }
          return isSilent ? List.of() : List.of(chunk(50, reply));
        });
    return link;
  }
}

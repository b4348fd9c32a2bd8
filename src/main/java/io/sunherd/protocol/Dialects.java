package io.sunherd.protocol;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.pi16.Pi16;
import io.sunherd.protocol.pi17.Pi17;
import io.sunherd.protocol.pi18.Pi18;
import io.sunherd.protocol.pi30.Pi30;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every dialect there is. */
public final class Dialects {
  /** Built when the first that needs all of them comes; a unit of PI30 needs no other family. */
  private static final class Tables {
    static final List<Dialect> ALL =
        List.of(
            Pi30.HS,
            Pi30.KS,
            Pi30.GK,
            Pi30.MAX,
            Pi30.LV6548,
            Pi30.REVO,
            Pi30.PI41,
            Pi16.PI16,
            Pi17.PI17,
            Pi18.PI18);
  }

  private Dialects() {}

  public static List<Dialect> all() {
    return Tables.ALL;
  }

  /** The dialect that units of unknown family are taken for. */
  public static Dialect common() {
    return Pi30.HS;
  }

  /** The dialects of units that do not answer QPI as PI30 does, in the order to probe them. */
  public static List<Dialect> otherFamilies() {
    return List.of(Pi18.PI18, Pi17.PI17, Pi16.PI16);
  }

  /** The dialect that a unit means by its answer to QPI. */
  public static Optional<Dialect> speaking(String protocol) {
    return find(protocol)
        .or(() -> otherFamilies().stream().filter(family -> says(family, protocol)).findFirst());
  }

  private static boolean says(Dialect family, String protocol) {
    try {
      Request request = family.request("protocol").orElseThrow();
      return request.inquiry().decode(protocol).containsValue(protocol);
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** The dialect of that id, upper or lower case. */
  public static Optional<Dialect> find(String id) {
    String wanted = id.toLowerCase(Locale.ROOT);
    return all().stream().filter(dialect -> dialect.id().equals(wanted)).findFirst();
  }

  /** The ids, for help texts. */
  public static String ids() {
    return all().stream().map(Dialect::id).collect(Collectors.joining(", "));
  }
}

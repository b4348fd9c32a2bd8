package io.sunherd.link;

import java.nio.file.Path;
import java.util.Comparator;

/** Orders device files as people do: ttyUSB2 before ttyUSB10. */
final class NaturalOrder {
  static final Comparator<Path> OF_PATHS =
      Comparator.comparing((Path path) -> path.toString().replaceFirst("\\d+$", ""))
          .thenComparing(path -> path.toString().length())
          .thenComparing(Path::toString);

  private NaturalOrder() {}
}

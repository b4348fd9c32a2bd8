package io.sunherd.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Sunherd.class.getPackage().getImplementationVersion();
    return new String[] {"sunherd " + Objects.requireNonNullElse(version, "(not packaged)")};
  }
}

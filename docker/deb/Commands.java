import io.sunherd.cli.Sunherd;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Prints the commands of the program and what each is for, as a manual page has them. */
class Commands {
  public static void main(String[] args) {
    for (CommandLine command : Sunherd.commandLine().getSubcommands().values()) {
      CommandLine.Model.CommandSpec spec = command.getCommandSpec();
      if (!spec.usageMessage().hidden()) {
        String text =
            Stream.of(spec.usageMessage().description()).collect(Collectors.joining(" "));
        System.out.printf(".TP%n.B %s%n%s%n", escaped(spec.name()), escaped(text));
      }
    }
  }

  private static String escaped(String text) {
    return text.formatted().replace("\\", "\\e").replace("-", "\\-");
  }
}

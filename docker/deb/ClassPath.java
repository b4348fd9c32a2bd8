import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;

/** Prints the jars that a manifest names, one a line: the folder beside it may have others, too. */
class ClassPath {
  public static void main(String[] args) throws Exception {
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      for (String jar : new Manifest(in).getMainAttributes().getValue("Class-Path").split(" ")) {
        System.out.println(jar);
      }
    }
  }
}

import java.util.jar.JarFile;

/** Prints the jars that a jar names, one a line: the folder beside it may have others, too. */
class ClassPath {
  public static void main(String[] args) throws Exception {
    try (JarFile jar = new JarFile(args[0])) {
      String named = jar.getManifest().getMainAttributes().getValue("Class-Path");
      for (String one : named.split(" ")) {
        System.out.println(one);
      }
    }
  }
}

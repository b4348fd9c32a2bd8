package io.sunherd.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class of tests is of one kind, and those that are pure start nothing. */
@PureTests
class KindsTest {
  /** The names of what the build takes for a class of tests, as in pom.xml. */
  private static final Pattern TESTS = Pattern.compile(".*(Test|Properties)");

  private static final List<Class<? extends Annotation>> KINDS =
      List.of(
          PureTests.class,
          LongTests.class,
          ProcessTests.class,
          PageTests.class,
          PostgresTests.class,
          VmTests.class);

  private static final List<Class<? extends Annotation>> FREE =
      List.of(PureTests.class, LongTests.class);

  /** What starts another program, a browser or a database server, or opens a line or connection. */
  private static final Pattern STARTS =
      Pattern.compile(
          "java\\.lang\\.ProcessBuilder|java\\.net\\.(http\\..*|Socket|ServerSocket)"
              + "|io\\.vertx\\.core\\.(http|net)\\..*(Client|Server)"
              + "|io\\.sunherd\\.(link\\.Pty|sim\\.PtyServer|Hub)"
              + "|com\\.microsoft\\.playwright\\..*|io\\.zonky\\..*");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new OnlyIncludeTests()).importPackages("io.sunherd");

  private static List<JavaClass> tests() {
    List<JavaClass> tests =
        CLASSES.stream()
            .filter(one -> one.isTopLevelClass() && TESTS.matcher(one.getSimpleName()).matches())
            .filter(one -> !one.getModifiers().contains(JavaModifier.ABSTRACT))
            .toList();
    assertFalse(tests.isEmpty());
    return tests;
  }

  /** A kind is passed on to those who extend a class. */
  private static List<String> kinds(JavaClass tests) {
    return Stream.concat(Stream.of(tests), tests.getAllRawSuperclasses().stream())
        .flatMap(one -> KINDS.stream().filter(one::isAnnotatedWith))
        .map(Class::getSimpleName)
        .toList();
  }

  @Test
  void eachClassIsOfOneKind() {
    Map<String, List<String>> others =
        tests().stream()
            .filter(one -> kinds(one).size() != 1)
            .collect(Collectors.toMap(JavaClass::getName, KindsTest::kinds));
    assertEquals(Map.of(), others);
  }

  @Test
  void pureOnesStartNothing() {
    Map<String, String> others =
        tests().stream()
            .filter(one -> FREE.stream().anyMatch(one::isAnnotatedWith))
            .flatMap(one -> start(one).stream().map(start -> Map.entry(one.getName(), start)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertEquals(Map.of(), others);
  }

  /** Something that a class starts, it or what it has of the other classes of the tests. */
  private static Optional<String> start(JavaClass tests) {
    Set<JavaClass> seen = new HashSet<>(Set.of(tests));
    Deque<JavaClass> left = new ArrayDeque<>(seen);
    while (!left.isEmpty()) {
      for (Dependency each : left.remove().getDirectDependenciesFromSelf()) {
        JavaClass target = each.getTargetClass();
        if (STARTS.matcher(target.getName()).matches()) {
          return Optional.of(each.getDescription());
        }
        if (CLASSES.contain(target.getName()) && seen.add(target)) {
          left.add(target);
        }
      }
    }
    return Optional.empty();
  }
}

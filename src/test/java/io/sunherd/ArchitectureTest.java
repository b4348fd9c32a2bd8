package io.sunherd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sunherd.bus.Addresses;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Variants;
import io.sunherd.suite.PureTests;

/** Dependencies point one way. */
@AnalyzeClasses(packages = "io.sunherd", importOptions = DoNotIncludeTests.class)
@ArchTag("pure")
@PureTests
class ArchitectureTest {

  @ArchTest
  static final ArchRule protocolIsPureJava =
      classes()
          .that()
          .resideInAPackage("io.sunherd.protocol..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sunherd.protocol..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theRoomsOfTheProtocolGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("frame")
          .definedBy("io.sunherd.protocol.frame..")
          .layer("column")
          .definedBy("io.sunherd.protocol.column..")
          .layer("table")
          .definedBy("io.sunherd.protocol.table..")
          .layer("pi30")
          .definedBy("io.sunherd.protocol.pi30..")
          .layer("pi18")
          .definedBy("io.sunherd.protocol.pi18..")
          .layer("pi17")
          .definedBy("io.sunherd.protocol.pi17..")
          .layer("pi16")
          .definedBy("io.sunherd.protocol.pi16..")
          .layer("protocol")
          .definedBy("io.sunherd.protocol")
          .whereLayer("frame")
          .mayNotAccessAnyLayer()
          .whereLayer("column")
          .mayOnlyAccessLayers("frame")
          .whereLayer("table")
          .mayOnlyAccessLayers("frame", "column")
          .whereLayer("pi30")
          .mayOnlyAccessLayers("frame", "column", "table")
          .whereLayer("pi18")
          .mayOnlyAccessLayers("frame", "column", "table", "pi30")
          .whereLayer("pi17")
          .mayOnlyAccessLayers("frame", "column", "table", "pi30", "pi18")
          .whereLayer("pi16")
          .mayOnlyAccessLayers("frame", "column", "table", "pi30");

  /** Whoever wants a dialect asks for it by its id, or by what a unit says of itself. */
  @ArchTest
  static final ArchRule onlyTheListsOfDialectsKnowThem =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sunherd.protocol.pi*..")
          .and()
          .doNotBelongToAnyOf(Dialects.class, Variants.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sunherd.protocol.pi*..");

  @ArchTest
  static final ArchRule linksKnowOnlyTheirDrivers =
      classes()
          .that()
          .resideInAPackage("io.sunherd.link..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.link..",
              "java..",
              "org.jspecify.annotations..",
              "org.slf4j..",
              "com.fazecast..",
              "org.hid4java..",
              "com.sun.jna..");

  @ArchTest
  static final ArchRule accessIsPureJava =
      classes()
          .that()
          .resideInAPackage("io.sunherd.access..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.access..",
              "io.sunherd.disk..",
              "java..",
              "javax.crypto..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theDiskIsPureJava =
      classes()
          .that()
          .resideInAPackage("io.sunherd.disk..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sunherd.disk..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theSiteKnowsNoDevice =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sunherd.link..", "io.sunherd.inverter..", "io.sunherd.sim..");

  @ArchTest
  static final ArchRule invertersKnowNoSite =
      noClasses()
          .that()
          .resideInAnyPackage("io.sunherd.inverter..", "io.sunherd.sim..", "io.sunherd.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sunherd.web..", "io.sunherd.cli..");

  @ArchTest
  static final ArchRule totalsKnowOnlyWhatIsSaidOnTheBus =
      classes()
          .that()
          .resideInAPackage("io.sunherd.herd..")
          .and()
          .haveSimpleNameNotEndingWith("Verticle")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.herd..",
              "io.sunherd.bus..",
              "io.sunherd.protocol..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule settingsTalkToInvertersOnlyOverTheBus =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.link..",
              "io.sunherd.inverter..",
              "io.sunherd.sim..",
              "io.sunherd.web..",
              "io.sunherd.config..",
              "io.sunherd.cli..");

  @ArchTest
  static final ArchRule nothingButTheSettingsGivesOrders =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.sunherd.settings..", "io.sunherd.inverter..")
          .should()
          .callMethod(Addresses.class, "order", String.class);

  @ArchTest
  static final ArchRule theSimulationIsAWorldOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.sunherd.bus..", "io.sunherd.inverter..");

  /** The image's Java has no java.desktop, which is large; YamlTree reads YAML without. */
  @ArchTest
  static final ArchRule nothingWantsTheDesktop =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.awt..",
              "java.beans..",
              "javax.swing..",
              "javax.imageio..",
              "javax.print..",
              "javax.sound..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.yaml.snakeyaml.Yaml");

  @ArchTest
  static final ArchRule noCycles = slices().matching("io.sunherd.(*)..").should().beFreeOfCycles();
}

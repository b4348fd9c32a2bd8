package io.sunherd;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.sunherd.bus.Addresses;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Variants;
import io.sunherd.suite.PureTests;
import io.vertx.core.Deployable;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Dependencies point one way. */
@AnalyzeClasses(packages = "io.sunherd", importOptions = DoNotIncludeTests.class)
@ArchTag("pure")
@PureTests
class ArchitectureTest {
  private static final int MOST_FILES = 40;

  private static final SliceAssignment EACH_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
          return SliceIdentifier.of(one.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @ArchTest
  static final ArchRule protocolIsPureJava =
      classes()
          .that()
          .resideInAPackage("io.sunherd.protocol..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sunherd.protocol..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theProtocolReadsNoFileAndNoClock =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.protocol..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                  .or(resideInAPackage("java.io").and(not(assignableTo(Serializable.class))))
                  .or(type(Clock.class)))
          .orShould()
          .callMethodWhere(target(name("now")).or(target(nameMatching("nanoTime|currentTime.*"))));

  @ArchTest
  static final ArchRule theRoomsOfTheProtocolGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("frame")
          .definedBy("io.sunherd.protocol.frame..")
          .layer("field")
          .definedBy("io.sunherd.protocol.field..")
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
          .whereLayer("field")
          .mayOnlyAccessLayers("frame")
          .whereLayer("column")
          .mayOnlyAccessLayers("frame", "field")
          .whereLayer("table")
          .mayOnlyAccessLayers("frame", "field", "column")
          .whereLayer("pi30")
          .mayOnlyAccessLayers("frame", "field", "column", "table")
          .whereLayer("pi18")
          .mayOnlyAccessLayers("frame", "field", "column", "table", "pi30")
          .whereLayer("pi17")
          .mayOnlyAccessLayers("frame", "field", "column", "table", "pi30", "pi18")
          .whereLayer("pi16")
          .mayOnlyAccessLayers("frame", "field", "column", "table", "pi30");

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

  /** It is told facts and tells documents: no verticle, no broker, no HTTP. */
  @ArchTest
  static final ArchRule discoveryKnowsFactsOnly =
      classes()
          .that()
          .resideInAPackage("io.sunherd.mqtt.discovery..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.mqtt.discovery..",
              "io.sunherd.bus..",
              "io.sunherd.history.energy..",
              "io.sunherd.protocol..",
              "io.vertx.core.json..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule chartsArePureJava =
      classes()
          .that()
          .resideInAPackage("io.sunherd.graph..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sunherd.graph..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule extractsKnowOnlyTheHistory =
      classes()
          .that()
          .resideInAPackage("io.sunherd.extract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.extract..",
              "io.sunherd.history.(rows|energy|store|past)..",
              "io.vertx.core.buffer..",
              "io.vertx.core.json..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theConfigurationKnowsOnlyWhatItHasRecordsOf =
      classes()
          .that()
          .resideInAPackage("io.sunherd.config..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.config..",
              "io.sunherd.access..",
              "io.sunherd.link..",
              "io.sunherd.protocol..",
              "io.vertx..",
              "java..",
              "org.jspecify.annotations..",
              "org.slf4j..",
              "org.yaml.snakeyaml..");

  /** The records are all that anybody else sees of the configuration. */
  @ArchTest
  static final ArchRule onlyTheConfigurationReadsItsFile =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sunherd.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.config..", "io.vertx.json.schema..");

  @ArchTest
  static final ArchRule theSiteKnowsNoDevice =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sunherd.link..", "io.sunherd.inverter..", "io.sunherd.sim..");

  @ArchTest
  static final ArchRule requestsAndAnswersKnowNoInverterAndNoUser =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.web.http..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.sunherd..")
                  .and(
                      resideOutsideOfPackages(
                          "io.sunherd.web.http..", "io.sunherd.request..", "io.sunherd.bus..")));

  @ArchTest
  static final ArchRule theRoomsOfTheSiteGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("http")
          .definedBy("io.sunherd.web.http..")
          .layer("live")
          .definedBy("io.sunherd.web.live..")
          .layer("gate")
          .definedBy("io.sunherd.web.gate..")
          .layer("api")
          .definedBy("io.sunherd.web.api..")
          .layer("settings")
          .definedBy("io.sunherd.web.settings..")
          .layer("cmds")
          .definedBy("io.sunherd.web.cmds..")
          .layer("past")
          .definedBy("io.sunherd.web.past..")
          .layer("stream")
          .definedBy("io.sunherd.web.stream..")
          .layer("metrics")
          .definedBy("io.sunherd.web.metrics..")
          .layer("web")
          .definedBy("io.sunherd.web")
          .whereLayer("http")
          .mayNotAccessAnyLayer()
          .whereLayer("live")
          .mayOnlyAccessLayers("http")
          .whereLayer("gate")
          .mayOnlyAccessLayers("http", "live")
          .whereLayer("api")
          .mayOnlyAccessLayers("http", "live", "gate")
          .whereLayer("settings")
          .mayOnlyAccessLayers("http", "live", "gate")
          .whereLayer("cmds")
          .mayOnlyAccessLayers("http", "live", "gate", "settings")
          .whereLayer("past")
          .mayOnlyAccessLayers("http", "live")
          .whereLayer("stream")
          .mayOnlyAccessLayers("http", "live", "gate", "api")
          .whereLayer("metrics")
          .mayOnlyAccessLayers("http", "live", "stream");

  @ArchTest
  static final ArchRule invertersKnowNoSite =
      noClasses()
          .that()
          .resideInAnyPackage("io.sunherd.inverter..", "io.sunherd.sim..", "io.sunherd.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sunherd.web..", "io.sunherd.cli..");

  /** A one-shot line loads neither Vert.x nor Jackson nor the reader of the whole command line. */
  @ArchTest
  static final ArchRule aLineKnowsNothingThatLoadsForLong =
      classes()
          .that()
          .resideInAPackage("io.sunherd.line..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.line..",
              "io.sunherd.inverter.exchange..",
              "io.sunherd.inverter.unit..",
              "io.sunherd.link..",
              "io.sunherd.protocol..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theRoomsOfTheInverterGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("unit")
          .definedBy("io.sunherd.inverter.unit..")
          .layer("exchange")
          .definedBy("io.sunherd.inverter.exchange..")
          .layer("parallel")
          .definedBy("io.sunherd.inverter.parallel..")
          .layer("inverter")
          .definedBy("io.sunherd.inverter")
          .whereLayer("unit")
          .mayNotAccessAnyLayer()
          .whereLayer("exchange")
          .mayOnlyAccessLayers("unit")
          .whereLayer("parallel")
          .mayOnlyAccessLayers("unit", "exchange")
          .whereLayer("inverter")
          .mayOnlyAccessLayers("unit", "exchange", "parallel");

  /** Every listener has it. */
  @ArchTest
  static final ArchRule whatIsHeardOfAUnitKnowsOnlyTheBusAndTheTables =
      classes()
          .that()
          .resideInAPackage("io.sunherd.heard..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.heard..",
              "io.sunherd.bus..",
              "io.sunherd.protocol..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule whatTravelsKnowsNobodyWhoSendsOrHearsIt =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.bus..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.sunherd..").and(resideOutsideOfPackage("io.sunherd.bus..")));

  /** A part knows no other by its class; the hub puts them together, the command line starts it. */
  @ArchTest
  static void partsTalkOverTheBusOnly(JavaClasses all) {
    List<String> known =
        all.stream()
            .filter(one -> one.isAssignableTo(Deployable.class))
            .flatMap(part -> part.getDirectDependenciesToSelf().stream())
            .filter(
                use ->
                    !Set.of(
                            use.getTargetClass().getPackageName(),
                            "io.sunherd.hub",
                            "io.sunherd.cli")
                        .contains(use.getOriginClass().getPackageName()))
            .map(Dependency::getDescription)
            .toList();
    assertEquals(List.of(), known);
  }

  /** Only a part's verticle is of Vert.x: what it decides can be tried by hand-made clocks. */
  @ArchTest
  static final ArchRule alarmsAndBatteriesArePure =
      noClasses()
          .that()
          .resideInAnyPackage("io.sunherd.alarm..", "io.sunherd.battery..")
          .and()
          .haveSimpleNameNotEndingWith("Verticle")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.vertx..").and(resideOutsideOfPackage("io.vertx.core.json..")));

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
              "io.sunherd.heard..",
              "io.sunherd.bus..",
              "io.sunherd.protocol..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theRoomsOfTheHistoryGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("rows")
          .definedBy("io.sunherd.history.rows..")
          .layer("energy")
          .definedBy("io.sunherd.history.energy..")
          .layer("store")
          .definedBy("io.sunherd.history.store..")
          .layer("past")
          .definedBy("io.sunherd.history.past..")
          .layer("history")
          .definedBy("io.sunherd.history")
          .whereLayer("rows")
          .mayNotAccessAnyLayer()
          .whereLayer("energy")
          .mayOnlyAccessLayers("rows")
          .whereLayer("store")
          .mayOnlyAccessLayers("rows", "energy")
          .whereLayer("past")
          .mayOnlyAccessLayers("rows", "energy", "store")
          .whereLayer("history")
          .mayOnlyAccessLayers("rows", "energy", "store", "past");

  @ArchTest
  static final ArchRule rowsAndEnergyKnowNoDatabase =
      noClasses()
          .that()
          .resideInAnyPackage("io.sunherd.history.rows..", "io.sunherd.history.energy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..", "org.flywaydb..", "org.postgresql..");

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
  static final ArchRule whoTellsPeopleKnowsOnlyAlarmsAndWhomToTell =
      classes()
          .that()
          .resideInAPackage("io.sunherd.notify..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.notify..",
              "io.sunherd.bus..",
              "io.sunherd.config..",
              "io.sunherd.disk..",
              "io.vertx..",
              "java..",
              "javax.net.ssl..",
              "org.jspecify.annotations..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule whatIsAskedFromOutsideKnowsNoWayItCame =
      classes()
          .that()
          .resideInAPackage("io.sunherd.request..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.request..",
              "io.sunherd.bus..",
              "com.fasterxml.jackson.core..",
              "io.vertx.core..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule ordersByMqttAreRequestsOnTheBus =
      classes()
          .that()
          .resideInAPackage("io.sunherd.mqtt.order..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.mqtt.order..",
              "io.sunherd.mqtt.broker..",
              "io.sunherd.request..",
              "io.sunherd.bus..",
              "io.sunherd.protocol..",
              "io.vertx.core..",
              "java..",
              "org.jspecify.annotations..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule whoTellsTheBrokerKnowsOnlyWhatIsSaidOnTheBus =
      noClasses()
          .that()
          .resideInAPackage("io.sunherd.mqtt..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.link..",
              "io.sunherd.inverter..",
              "io.sunherd.sim..",
              "io.sunherd.settings..",
              "io.sunherd.history",
              "io.sunherd.history.(rows|store|past)..",
              "io.sunherd.extract..",
              "io.sunherd.web..",
              "io.sunherd.cli..");

  @ArchTest
  static final ArchRule whatReachesTheBrokerKnowsNoInverters =
      classes()
          .that()
          .resideInAPackage("io.sunherd.mqtt.broker..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.mqtt.broker..",
              "io.sunherd.config..",
              "io.vertx..",
              "io.netty.handler.codec",
              "io.netty.handler.codec.mqtt..",
              "java..",
              "javax.net.ssl..",
              "org.jspecify.annotations..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule whatEverybodyIsToldKnowsOnlyTheBus =
      classes()
          .that()
          .resideInAPackage("io.sunherd.json..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.sunherd.json..", "io.sunherd.bus..", "java..", "org.jspecify.annotations..");

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

  @ArchTest
  static final ArchRule theRoomsOfTheSimulationGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("fault")
          .definedBy("io.sunherd.sim.fault..")
          .layer("plant")
          .definedBy("io.sunherd.sim.plant..")
          .layer("firmware")
          .definedBy("io.sunherd.sim.firmware..")
          .layer("line")
          .definedBy("io.sunherd.sim.line..")
          .layer("sim")
          .definedBy("io.sunherd.sim")
          .whereLayer("fault")
          .mayNotAccessAnyLayer()
          .whereLayer("plant")
          .mayOnlyAccessLayers("fault")
          .whereLayer("firmware")
          .mayOnlyAccessLayers("fault", "plant")
          .whereLayer("line")
          .mayOnlyAccessLayers("fault", "plant", "firmware");

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

  /** Who looks for something reads a list of names first: no list is long. */
  @ArchTest
  static void noPackageIsCrowded(JavaClasses all) {
    Map<String, Long> crowded =
        all.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    crowded.values().removeIf(files -> files <= MOST_FILES);
    assertEquals(Map.of(), crowded, "Give each of these packages rooms.");
  }

  /** Those of the tests, too: who reads a name need not look where it is from. */
  @ArchTest
  static void noTwoTypesShareAName(JavaClasses productOnly) {
    Map<String, List<String>> shared =
        new ClassFileImporter()
            .importPackages("io.sunherd").stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(
                    Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    shared.values().removeIf(packages -> packages.size() == 1);
    assertEquals(Map.of(), shared, "Let each of these say what it is.");
  }

  @ArchTest
  static final ArchRule noCycles = slices().matching("io.sunherd.(*)..").should().beFreeOfCycles();

  /** Each package by itself, the one of the program, too. */
  @ArchTest
  static final ArchRule noCyclesOfRooms =
      slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles();
}

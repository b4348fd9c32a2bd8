package io.sunherd.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link HubConfig} of a YAML file and the environment, or reports every mistake in them.
 */
public final class ConfigLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigLoader.class);
  private static final String TEXT = "text";

  private final HubSchema schema = new HubSchema();
  private final Environment overrides = new Environment(schema.document());
  private final Supplier<Set<String>> commands;
  private final Supplier<Set<String>> protocols;
  private final Supplier<Set<String>> profiles;
  private final Supplier<Set<String>> settings;

  /**
   * A loader that checks names of the protocol tables and of the simulation; it gets them only when
   * a configuration uses some.
   *
   * @param commands names and codes that may be polled
   * @param protocols ids of the dialects; "auto" is always allowed
   * @param profiles names of the inverters that can be simulated
   * @param settings names of the settings that the guardian may be told to ignore
   */
  public ConfigLoader(
      Supplier<Set<String>> commands,
      Supplier<Set<String>> protocols,
      Supplier<Set<String>> profiles,
      Supplier<Set<String>> settings) {
    this.commands = commands;
    this.protocols = protocols;
    this.profiles = profiles;
    this.settings = settings;
  }

  /**
   * Reads a file.
   *
   * @return its text; fails with a {@link ConfigException}
   */
  public static Future<String> read(Vertx vertx, Path file) {
    // Raw: mistakes are reported with their line, and a JSON object has no lines.
    ConfigStoreOptions store =
        new ConfigStoreOptions()
            .setType("file")
            .setFormat("raw")
            .setConfig(
                new JsonObject()
                    .put("path", file.toAbsolutePath().toString())
                    .put("raw.key", TEXT)
                    .put("raw.type", "binary"));
    ConfigRetriever retriever =
        ConfigRetriever.create(
            vertx, new ConfigRetrieverOptions().setScanPeriod(-1).addStore(store));
    return retriever
        .getConfig()
        .recover(cause -> Future.failedFuture(new ConfigException(List.of(unread(file, cause)))))
        .map(read -> filled(file, ConfigText.of(file.toString(), read.getBinary(TEXT))))
        .eventually(retriever::close);
  }

  /** Refuses an empty file: a file whose content was lost must not silently become the defaults. */
  private static String filled(Path file, String text) {
    if (text.isEmpty() && Files.isRegularFile(file)) {
      throw new ConfigException(
          List.of(
              file
                  + ": the file is empty, as after a power cut: put back a copy of it, or write"
                  + " \"inverters: []\" to begin anew."));
    }
    return text;
  }

  private static String unread(Path file, Throwable cause) {
    if (!Files.exists(file)) {
      return file + ": there is no such file: name another one with -c FILE.";
    }
    if (Files.isDirectory(file)) {
      return file + ": this is a directory: name a file in it.";
    }
    return Files.isReadable(file)
        ? file + ": the file cannot be read (" + cause.getMessage() + ")."
        : file + ": this user may not read the file: allow it.";
  }

  /**
   * Checks a text and turns it into a configuration; logs what is odd in it.
   *
   * @param name what the text is called in sentences, usually the file's path
   * @param text YAML; an empty one has the default of everything
   * @param environment the variables; those that begin with SUNHERD_ override the text
   * @throws ConfigException with every mistake found
   */
  public HubConfig parse(String name, String text, Map<String, String> environment) {
    return parse(name, text, environment, LOG::warn);
  }

  /**
   * The same.
   *
   * @param notes takes one sentence for each thing that is odd, but no mistake
   */
  public HubConfig parse(
      String name, String text, Map<String, String> environment, Consumer<String> notes) {
    Origins origins = new Origins(new Place(name, 1));
    Mistakes mistakes = new Mistakes(origins);
    Object root =
        new YamlReader(line -> new Place(name, line), origins, mistakes).read(text, KeyPath.ROOT);
    JsonObject configuration = root instanceof JsonObject group ? group : new JsonObject();
    if (root != null && root != configuration) {
      mistakes.add(
          KeyPath.ROOT,
          Words.shown(root)
              + " is no configuration: write "
              + schema.document().getString("description")
              + ".");
    }
    overrides.override(configuration, environment, origins, mistakes);
    new SchemaCheck(schema, origins, mistakes).check(configuration);
    new HerdCheck(configuration, commands, protocols, profiles, mistakes).check();
    new ProxyCheck(configuration, mistakes).check();
    ZoneCheck.check(configuration, mistakes);
    new GuardianCheck(settings, mistakes).check(configuration);
    BatteryCheck.check(configuration, mistakes);
    new NoticeCheck(mistakes).check(configuration);
    MqttCheck.check(configuration, mistakes);
    FileCheck.check(configuration, mistakes);
    mistakes.throwIfAny();
    mistakes.notes().forEach(notes);
    return HubConfigReader.read(configuration, origins);
  }
}

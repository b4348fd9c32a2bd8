package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes which files that the hub is to read, as certificates and passwords, it cannot read now.
 * That is no mistake: such a file may be made later, and is read when it is needed.
 */
final class FileCheck {
  private static final KeyPath HTTP_TLS = KeyPath.ROOT.child("http").child("tls");
  private static final KeyPath MQTT = KeyPath.ROOT.child("mqtt");
  private static final KeyPath NOTIFY = KeyPath.ROOT.child("notify");
  private static final String PASSWORD = "password-file";

  private FileCheck() {}

  static void check(JsonObject configuration, Mistakes mistakes) {
    for (KeyPath path : paths(configuration)) {
      if (path.in(configuration) instanceof String file && !file.isEmpty()) {
        note(path, file, mistakes);
      }
    }
  }

  private static List<KeyPath> paths(JsonObject configuration) {
    KeyPath mqttTls = MQTT.child("tls");
    List<KeyPath> paths =
        new ArrayList<>(
            List.of(
                HTTP_TLS.child("cert"),
                HTTP_TLS.child("key"),
                MQTT.child(PASSWORD),
                mqttTls.child("ca"),
                mqttTls.child("cert"),
                mqttTls.child("key")));
    if (NOTIFY.in(configuration) instanceof JsonArray targets) {
      for (int i = 0; i < targets.size(); i++) {
        KeyPath mail = NOTIFY.child(i).child("mail");
        paths.add(mail.child(PASSWORD));
        paths.add(mail.child("ca"));
      }
    }
    return paths;
  }

  private static void note(KeyPath path, String name, Mistakes mistakes) {
    try {
      Path file = Path.of(name).toAbsolutePath();
      if (!Files.exists(file)) {
        mistakes.note(path, "there is no file " + file + ": make it, or write where it is.");
      } else if (Files.isDirectory(file)) {
        mistakes.note(path, file + " is a directory: name a file in it.");
      } else if (!Files.isReadable(file)) {
        mistakes.note(path, "this user may not read " + file + ": allow it.");
      }
    } catch (InvalidPathException e) {
      mistakes.note(path, Words.quoted(name) + " is no path of a file: write one.");
    }
  }
}

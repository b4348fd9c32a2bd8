package io.sunherd.config;

import io.sunherd.config.HubConfig.Tls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a configuration names, under the keys that name them. */
public final class NamedFiles {
  /** The key of the users file. */
  public static final String USERS = "access.users";

  /** The key of the audit log, whose folder is the data folder. */
  public static final String AUDIT = "settings.audit";

  /** The key of the history: of SQLite the path of its file, without the rest of the URL. */
  public static final String HISTORY = "history.url";

  private static final String SQLITE = "jdbc:sqlite:";

  private NamedFiles() {}

  /** Each key, as {@code notify[0].mail.password-file}, with its path. */
  public static Map<String, String> of(HubConfig config) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(USERS, config.access().users());
    files.put(AUDIT, config.settings().audit());
    add(files, HISTORY, sqlite(config));
    Tls tls = config.http().tls();
    add(files, "http.tls.cert", tls == null ? null : tls.cert());
    add(files, "http.tls.key", tls == null ? null : tls.key());
    MqttConfig mqtt = config.mqtt();
    add(files, "mqtt.password-file", mqtt.passwordFile());
    add(files, "mqtt.tls.ca", mqtt.tls().ca());
    add(files, "mqtt.tls.cert", mqtt.tls().cert());
    add(files, "mqtt.tls.key", mqtt.tls().key());
    List<Notice.Target> targets = config.notice().targets();
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).way() instanceof Notice.Mail mail) {
        add(files, "notify[" + i + "].mail.password-file", mail.passwordFile());
        add(files, "notify[" + i + "].mail.ca", mail.ca());
      }
    }
    return files;
  }

  private static void add(Map<String, String> files, String key, @Nullable String path) {
    if (path != null) {
      files.put(key, path);
    }
  }

  /** The file of a history in SQLite; null where it is in another database. */
  private static @Nullable String sqlite(HubConfig config) {
    String url = config.history().url();
    return url.startsWith(SQLITE) ? url.substring(SQLITE.length()).replaceFirst("\\?.*", "") : null;
  }

  /** What a configuration says under a key for a file to be at a path. */
  static String value(String key, String path) {
    return key.equals(HISTORY) ? SQLITE + path : path;
  }
}

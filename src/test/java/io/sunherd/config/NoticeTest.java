package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PureTests
@DisplayName("Who is to be told")
class NoticeTest {
  private static final String SECRET = "s3cret";

  private final ConfigLoader loader = new ConfigLoader(Set::of, Set::of, Set::of, Set::of);

  private HubConfig parse(String text) {
    return loader.parse("hub.yaml", text, Map.of());
  }

  @Test
  @DisplayName("is read as it is written")
  void read() {
    Notice notice =
        parse(
                """
                notify:
                  - {ntfy: "https://ntfy.example/roof", kinds: [fault, grid_lost], delay: 1m}
                  - {webhook: "https://example.org/a?b=c", headers: {X-A: "1"}, severity: warning}
                  - {webhook: "https://example.org/d", body: '{"text": "{text}"}'}
                  - mail: {smtp: "smtps://mail.example", from: a@b.example, to: [c@d.example],
                           user: u, password-file: p}
                heartbeat: {url: "https://hc.example/id"}
                """)
            .notice();
    Duration usual = Duration.ofSeconds(30);
    assertEquals(
        new Notice(
            List.of(
                new Notice.Target(
                    new Notice.Ntfy(URI.create("https://ntfy.example/roof"), Map.of()),
                    List.of("fault", "grid_lost"),
                    "info",
                    Duration.ofMinutes(1)),
                new Notice.Target(
                    new Notice.Webhook(
                        URI.create("https://example.org/a?b=c"), Map.of("X-A", "1"), null),
                    List.of(),
                    "warning",
                    usual),
                new Notice.Target(
                    new Notice.Webhook(
                        URI.create("https://example.org/d"), Map.of(), "{\"text\": \"{text}\"}"),
                    List.of(),
                    "info",
                    usual),
                new Notice.Target(
                    new Notice.Mail(
                        URI.create("smtps://mail.example"),
                        "a@b.example",
                        List.of("c@d.example"),
                        "u",
                        "p",
                        null),
                    List.of(),
                    "info",
                    usual)),
            new Notice.Heartbeat(URI.create("https://hc.example/id"), Duration.ofMinutes(5))),
        notice);
    assertEquals(
        List.of(
            "ntfy ntfy.example",
            "webhook example.org",
            "webhook example.org 2",
            "mail mail.example"),
        notice.names());
    assertEquals(Notice.NOBODY, parse("notify:\nheartbeat:\n").notice());
    assertEquals(
        List.of("notify"),
        ConfigChange.between(parse(""), parse("notify: [{ntfy: 'https://a.example/b'}]")).groups());
    assertEquals(
        List.of("heartbeat"),
        ConfigChange.between(parse(""), parse("heartbeat: {url: 'http://a.example'}")).groups());
  }

  @ParameterizedTest
  @DisplayName("is refused where it is wrong, and nothing secret is told")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                  | neither ntfy nor webhook nor mail",
        "{ntfy: 'https://a.example/s3cret', webhook: 'https://b.example'} | more than one of",
        "{ntfy: 'https://a.example'}                         | names no topic",
        "{ntfy: 's3cret'}                                    | is no URL",
        "{webhook: 'ftp://a.example/s3cret'}                 | is no URL",
        "{webhook: 12345}                                    | put it in quotes",
        "{webhook: 'http://a.example', headers: {X: 12345}}  | put it in quotes",
        "{webhook: 'http://a.example', headers: {'a b': c}}  | is no name of a header",
        "{webhook: 'http://a.example', body: 's3cret {txt}'} | {txt} stands for nothing (did you mean text?)",
        "{ntfy: 'https://a.example/b', body: x}              | takes none",
        "{webhook: 'http://a.example', kinds: [faults]}      | is not allowed",
        "{webhook: 'http://a.example', severity: bad}        | write fault, warning or info",
        "{mail: {smtp: 'smtps://u:s3cret@a.example', from: a@b, to: [c@d]}} | this value is not allowed",
        "{webhook: 'http://a.example:99999/s3cret'}           | is no URL",
        "{webhook: 'http://a.example:0/s3cret'}               | is no URL",
        "{webhook: 'http://a.example', kinds: []}            | leave it out",
        "{mail: {smtp: 'smtps://a.example:99999', from: a@b, to: [c@d]}} | a port is from 1 to 65535",
        "{mail: {smtp: 'smtps://mail_server', from: a@b, to: [c@d]}} | names no host",
        "`{mail: {smtp: 'smtp://mail|x', from: a@b, to: [c@d]}}` | this value is not allowed",
        "{mail: {smtp: 'smtps://[::1', from: a@b, to: [c@d]}} | this value is not allowed",
        "{mail: {smtp: 'smtps://a.example:465}', from: a@b, to: [c@d]}} | this value is not allowed",
        "{mail: {smtp: 'smtps://a.example', from: a@b, to: []}} | a list of mail addresses",
        "{mail: {smtp: 'smtps://a.example', from: a@b, to: [c@d], user: u}} | there is no password-file",
        "{mail: {smtp: 'smtps://a.example', from: a@b, to: [c@d], password: s3cret}} | no such key",
      })
  void wrong(String target, String why) {
    String said =
        assertThrows(ConfigException.class, () -> parse("notify:\n  - " + target + "\n"))
            .mistakes()
            .toString();
    assertTrue(said.contains(why), said);
    assertFalse(said.contains(SECRET) || said.contains("12345"), said);
  }

  @Test
  @DisplayName("shows nothing secret as a text of its own either")
  void texts() {
    Notice notice =
        parse(
                "notify: [{webhook: 'http://u:s3cret@a.example/s3cret?s3cret',"
                    + " headers: {A: s3cret}, body: s3cret}, {ntfy: 'http://a.example/s3cret'}]\n"
                    + "heartbeat: {url: 'http://a.example/s3cret'}\n")
            .notice();
    assertFalse(notice.toString().contains(SECRET), notice.toString());
  }

  @Test
  @DisplayName("a template is filled, escaped where it is JSON")
  void template() {
    Map<String, String> values =
        Map.of("text", "a \"b\"\\\n$1 {title}", "title", "t", "alarms", "[1]");
    assertEquals(
        "{\"x\": \"a \\\"b\\\"\\\\\\n$1 {title}\", \"y\": [1]}",
        new Template("{\"x\": \"{text}\", \"y\": {alarms}}").filled(values));
    assertEquals("t: a \"b\"\\\n$1 {title}", new Template("{title}: {text}").filled(values));
  }

  @Test
  @DisplayName("a template with the alarms inside of a text of JSON stays JSON")
  void alarmsInText() {
    Map<String, String> values = Map.of("alarms", "[{\"id\":\"a\"}]");
    String filled =
        new Template("{\"x\": \"\\\"All: {alarms}\", \"y\": {alarms}, \"z\": \"{alarms}\"}")
            .filled(values);
    JsonObject json = new JsonObject(filled);
    assertEquals("\"All: [{\"id\":\"a\"}]", json.getString("x"));
    assertEquals("a", json.getJsonArray("y").getJsonObject(0).getString("id"));
    assertEquals("[{\"id\":\"a\"}]", json.getString("z"));
  }
}

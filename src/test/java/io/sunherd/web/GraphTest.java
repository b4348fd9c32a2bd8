package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** GET /graph. */
@Timeout(60)
@ProcessTests
class GraphTest {
  private static final String DAY = "/graph?from=2026-06-21T00:00:00Z&to=2026-06-21T23:59:59Z";

  @TempDir private Path folder;
  private String url;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
    Past.keep(url, "roof-1", 2_000);
    Past.keep(url, "roof-1", Past.DAY + 60_000, 1_500, Past::values);
    rig =
        new Rig(
            Rig.site(List.of(), List.of(), Path.of("no-such-folder"))
                .with(new Archive(url, Past.HUB)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Document picture(String uri) throws Exception {
    Answer answer = rig.get(uri);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("image/svg+xml", answer.headers().get("Content-Type"));
    Files.writeString(Path.of("target", "graph.svg"), answer.body());
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
    return document;
  }

  private static List<Element> all(Document document, String name, String ofClass) {
    NodeList found = document.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .filter(one -> one.getAttribute("class").contains(ofClass))
        .toList();
  }

  @Test
  void twoColumnsWithAGap() throws Exception {
    Document picture = picture(DAY + "&col_1=pv_watts&col_2=batt_volt");
    assertEquals(2, all(picture, "polyline", "one line").size());
    assertEquals(2, all(picture, "polyline", "two line").size());
    assertTrue(!all(picture, "path", "one band").isEmpty());
    String title = picture.getElementsByTagName("title").item(0).getTextContent();
    assertTrue(title.startsWith("roof-1: "), title);
    String description = picture.getElementsByTagName("desc").item(0).getTextContent();
    assertTrue(description.contains("between 0 and 1999"), description);
    assertTrue(description.contains("between 52.8 and 52.89"), description);
    assertTrue(all(picture, "text", "two").size() > 3);
  }

  @Test
  void oneColumnOfAShortTimeAsItsRows() throws Exception {
    Document picture =
        picture("/graph?from=2026-06-21T00:00:00Z&to=2026-06-21T00:05:00Z&col_1=pv_watts");
    List<Element> lines = all(picture, "polyline", "line");
    assertEquals(1, lines.size());
    assertEquals(21, lines.get(0).getAttribute("points").split(" ", -1).length);
    assertEquals(0, all(picture, "path", "band").size());
  }

  @Test
  void aValueThatNeverChangesAndOneAlone() throws Exception {
    assertEquals(1, all(picture(DAY + "&col_1=batt_capacity&col_2=temp"), "desc", "").size());
    Past.keep(url, "roof-2", Past.DAY, 1, i -> Map.of("pv_watts", 0));
    assertEquals(1, all(picture(DAY + "&col_1=pv_watts&inverter=roof-2"), "circle", "dot").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/graph",
        "/graph?from=20260621&to=20260622",
        "/graph?from=20260621&col_1=pv_watts",
        "/graph?from=x&to=20260622&col_1=pv_watts",
        "/graph?from=20200101&to=20200102&col_1=pv_watts",
        DAY + "&col_1=mode",
        DAY + "&col_1=datetime",
        DAY + "&col_1=pv_watts&col_2=1%20OR%201=1",
        DAY + "&col_1=%3Cscript%3E"
      })
  void mistakes(String uri) {
    Answer answer = rig.get(uri);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.error().endsWith("."), answer.body());
  }

  @Test
  void anUnknownInverter() {
    assertEquals(404, rig.get(DAY + "&col_1=pv_watts&inverter=roof-9").status());
  }
}

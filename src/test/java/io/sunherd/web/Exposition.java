package io.sunherd.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text format of Prometheus (0.0.4), read strictly: each family in one piece with one HELP and
 * one TYPE before its samples, no series twice, histograms whole.
 */
record Exposition(Map<String, Double> series, Map<String, String> types, Map<String, String> help) {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL + ")*),?})? (\\S+)");
  private static final Pattern LABELS = Pattern.compile(LABEL);
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");

  static Exposition read(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    Exposition all =
        new Exposition(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    String family = "";
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        family = words[2];
        once(all.help.put(family, words[3]) == null && !words[3].isBlank(), line);
      } else if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ");
        once(words.length == 4 && words[2].equals(family) && TYPES.contains(words[3]), line);
        once(all.types.put(family, words[3]) == null, line);
      } else {
        all.sample(family, line);
      }
    }
    all.checkHistograms();
    return all;
  }

  private static void once(boolean right, String line) {
    if (!right) {
      throw new AssertionError("wrong, or not for the first time: " + line);
    }
  }

  private void sample(String family, String line) {
    Matcher sample = SAMPLE.matcher(line);
    once(sample.matches(), line);
    String name = sample.group(1);
    String type = types.get(family);
    List<String> endings =
        switch (String.valueOf(type)) {
          case "histogram" -> List.of("_bucket", "_sum", "_count");
          case "summary" -> List.of("", "_sum", "_count");
          default -> List.of("");
        };
    once(endings.stream().anyMatch(ending -> name.equals(family + ending)), line);
    once(!"counter".equals(type) || name.endsWith("_total"), line);
    Set<String> labels = new TreeSet<>();
    List<String> names = new ArrayList<>();
    if (sample.group(2) != null) {
      LABELS
          .matcher(sample.group(2))
          .results()
          .map(found -> found.group())
          .forEach(
              label -> {
                labels.add(label);
                names.add(label.substring(0, label.indexOf('=')));
              });
    }
    once(Set.copyOf(names).size() == names.size(), line);
    String series = labels.isEmpty() ? name : name + "{" + String.join(",", labels) + "}";
    once(this.series.put(series, number(sample.group(3))) == null, line);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private void checkHistograms() {
    Map<String, Double> before = new TreeMap<>();
    series.forEach(
        (key, value) -> {
          if (key.contains("_bucket{")) {
            String whole = key.replaceFirst(",?le=\"[^\"]*\"", "");
            once(value >= before.getOrDefault(whole, 0.0), key);
            before.put(whole, value);
          }
        });
    before.forEach(
        (key, value) -> once(value.equals(series.get(key.replace("_bucket", "_count"))), key));
  }

  /** The value of a series, its labels in alphabetical order; null where there is none. */
  Double value(String key) {
    return series.get(key);
  }

  /** The series whose names begin so. */
  List<String> beginning(String prefix) {
    return series.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }
}

package io.sunherd.extract;

import io.sunherd.history.Bucket;
import io.sunherd.history.EnergyPeriod;
import io.sunherd.history.EnergyQuery;
import io.sunherd.history.Period;
import io.sunherd.history.Query;
import io.sunherd.history.Reader;
import io.sunherd.history.Source;
import io.sunherd.history.StoreException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** The history of one hub. For any number of threads; every method blocks. */
public final class Archive {
  private final String hub;
  private final Reader reader;

  /** Hears how far an extract has come. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody wants to know. */
    Progress NONE = at -> {};

    /** A row of this time, epoch seconds, is written. */
    void at(long epochSecond);
  }

  /**
   * The history of a hub.
   *
   * @param url where it is, for JDBC
   * @param hub the name the hub has in it
   */
  public Archive(String url, String hub) {
    this.hub = hub;
    this.reader = new Reader(url);
  }

  /** Every inverter that there are rows of, in alphabetical order; not the totals. */
  public List<String> inverters() throws StoreException {
    return reader.sources().stream()
        .filter(known -> known.source().hub().equals(hub))
        .map(known -> known.source().inverter())
        .filter(id -> !id.equals(Source.SYSTEM))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Writes an extract.
   *
   * @param inverters ids; where there are several, the text tells them apart
   * @throws IOException where nobody wants any more of it
   */
  public void write(
      Extract extract,
      Layout layout,
      List<String> inverters,
      boolean several,
      Ink ink,
      Progress progress)
      throws StoreException, IOException {
    Form form =
        layout.format() == Layout.Format.CSV
            ? new CsvForm(ink, layout, extract, several)
            : new JsonForm(ink, layout, extract, several);
    for (String inverter : inverters) {
      form.of(inverter);
      if (extract.points() > 0) {
        for (Bucket bucket : buckets(extract, inverter)) {
          form.bucket(bucket);
        }
      } else {
        reader.rows(
            query(extract, inverter),
            row -> {
              form.row(row);
              progress.at(row.at());
            });
      }
    }
    form.end();
  }

  /** The lowest, mean and highest of each interval of an extract. */
  public List<Bucket> buckets(Extract extract, String inverter) throws StoreException {
    return reader.buckets(query(extract, inverter), extract.points());
  }

  /**
   * The energy of every period that a time touches.
   *
   * @throws IllegalArgumentException with a sentence, where these are too many
   */
  public List<EnergyPeriod> energy(String inverter, long from, long to, Period period, ZoneId zone)
      throws StoreException {
    return reader.energy(new EnergyQuery(hub, inverter, from, to, period, zone));
  }

  private Query query(Extract extract, String inverter) {
    return new Query(hub, inverter, extract.from(), extract.to(), extract.columns());
  }
}

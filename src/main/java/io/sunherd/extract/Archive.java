package io.sunherd.extract;

import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.past.BookTotals;
import io.sunherd.history.past.Reader;
import io.sunherd.history.past.Today;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Query;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** The history of one hub. For any number of threads; every method blocks. */
public final class Archive {
  private final String hub;
  private final Reader reader;

  /** Follows the progress of an extract. */
  @FunctionalInterface
  public interface Progress {
    /** Ignores the progress. */
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

  /** Every inverter with rows in the history, in alphabetical order; not the totals. */
  public List<String> inverters() throws StoreException {
    return reader.sources().stream()
        .filter(known -> known.source().hub().equals(hub))
        .map(known -> known.source().inverter())
        .filter(id -> !id.equals(RowSource.SYSTEM))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Writes an extract.
   *
   * @param inverters ids; where there are several, the text names the one of each row
   * @throws IOException where the reader has gone
   */
  public void write(
      Extract extract,
      ExtractLayout layout,
      List<String> inverters,
      boolean several,
      Ink ink,
      Progress progress)
      throws StoreException, IOException {
    ExtractForm form =
        layout.format() == ExtractLayout.Format.CSV
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
   * Writes the energy of an inverter, or of the system, as JSON.
   *
   * @throws IllegalArgumentException with a sentence, where these are too many periods; nothing is
   *     written then
   * @throws IOException where the reader has gone
   */
  public void energy(String inverter, Periods periods, Ink ink) throws StoreException, IOException {
    EnergyText text = new EnergyText(ink, inverter, periods);
    reader.energy(
        new EnergyQuery(hub, inverter, periods.from(), periods.to(), periods.by(), periods.zone()),
        text);
    text.end();
  }

  /** The day that contains a time, epoch seconds, as far as it has come. */
  public Today today(String inverter, long now, ZoneId zone) throws StoreException {
    return reader.today(hub, inverter, now, zone);
  }

  /** The energy since the books began. */
  public BookTotals totals() {
    return new BookTotals(reader, hub);
  }

  private Query query(Extract extract, String inverter) {
    return new Query(hub, inverter, extract.from(), extract.to(), extract.columns());
  }
}

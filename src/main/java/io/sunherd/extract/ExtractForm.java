package io.sunherd.extract;

import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Cursor;
import java.io.IOException;

/** A way to write rows or intervals; one object writes one extract. */
interface ExtractForm {
  /** Begins the rows of this inverter. */
  void of(String inverter);

  void row(Cursor row) throws IOException;

  void bucket(Bucket bucket) throws IOException;

  /** Ends the text. */
  void end() throws IOException;
}

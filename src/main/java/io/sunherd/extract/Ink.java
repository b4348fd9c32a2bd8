package io.sunherd.extract;

import io.sunherd.history.rows.HistoryColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes text into a sink, as UTF-8, in chunks that end with a row. */
public final class Ink {
  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST_NUMBER = 24;

  private final TextSink sink;
  private byte[] bytes = new byte[CHUNK + 4 * 1024];
  private int length;

  /** Writes into this sink. */
  public Ink(TextSink sink) {
    this.sink = sink;
  }

  void put(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void put(String text) {
    put(utf8(text));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A whole number. */
  void number(long value) {
    room(LONGEST_NUMBER);
    if (value < 0) {
      bytes[length++] = '-';
    }
    digits(Math.abs(value));
  }

  /** A minimum or maximum, in the same form as the rows of its column. */
  void value(HistoryColumn column, double value) {
    kept(column, Math.round(column.kind() == HistoryColumn.Kind.WHOLE ? value : value * 100));
  }

  /** A number of a column as a row stores it: whole, or in hundredths. */
  void kept(HistoryColumn column, long value) {
    boolean whole =
        switch (column.kind()) {
          case DECIMAL -> false;
          case AS_SENT -> value % 100 == 0;
          default -> true;
        };
    if (!whole) {
      hundredths(value);
    } else {
      number(column.kind() == HistoryColumn.Kind.AS_SENT ? value / 100 : value);
    }
  }

  /** Hundredths as Python writes them: as many decimals as it takes, but at least one. */
  void hundredths(long value) {
    decimal(value, 100);
  }

  /** Thousandths, in the same way. */
  void thousandths(long value) {
    decimal(value, 1_000);
  }

  private void decimal(long value, int scale) {
    room(LONGEST_NUMBER);
    long amount = Math.abs(value);
    if (value < 0) {
      bytes[length++] = '-';
    }
    digits(amount / scale);
    bytes[length++] = '.';
    int rest = (int) (amount % scale);
    int step = scale / 10;
    do {
      bytes[length++] = (byte) ('0' + rest / step);
      rest %= step;
      step /= 10;
    } while (rest != 0);
  }

  private void digits(long amount) {
    int end = length + 1;
    for (long rest = amount; rest >= 10; rest /= 10) {
      end++;
    }
    int at = end;
    long rest = amount;
    do {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (at > length);
    length = end;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  /** Ends a row: hands the text to the sink where it fills a chunk. */
  void rowEnds() throws IOException {
    if (length >= CHUNK) {
      flush();
    }
  }

  /** Hands the rest to the sink. */
  public void flush() throws IOException {
    if (length > 0) {
      sink.take(bytes, length);
      length = 0;
    }
  }
}

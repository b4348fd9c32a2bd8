package io.sunherd.protocol.column;

import io.sunherd.protocol.field.Values;
import java.util.List;

/** A column of exactly one token. */
public abstract class TokenColumn implements Column {

  /** Whether the token has this column's form. */
  protected abstract boolean fits(String token);

  /** Reads a token that is there. */
  protected abstract void decode(String token, Values into);

  @Override
  public final int misfits(List<String> tokens) {
    String token = tokens.get(0);
    return fits(token) || Values.absent(token) ? 0 : 1;
  }

  @Override
  public final void decode(List<String> tokens, Values into) {
    if (tokens.isEmpty() || Values.absent(tokens.get(0))) {
      fields().forEach(field -> into.put(field.key(), null));
    } else {
      decode(tokens.get(0), into);
    }
  }
}

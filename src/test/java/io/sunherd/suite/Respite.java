package io.sunherd.suite;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a test rests before it looks again at something that tells nobody when it changes: one that
 * looks as often as it can takes a core from what it waits for.
 */
public final class Respite {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Respite() {}

  public static void take() {
    LockSupport.parkNanos(NANOS);
  }
}

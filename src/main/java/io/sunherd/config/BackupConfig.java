package io.sunherd.config;

import org.jspecify.annotations.Nullable;

/**
 * The backup of each night.
 *
 * @param folder path of the folder it is written to; null for none
 * @param keep how many are kept
 */
public record BackupConfig(@Nullable String folder, int keep) {
  /** None is made. */
  public static final BackupConfig NONE = new BackupConfig(null, 7);
}

package io.sunherd.backup;

/** What is wrong with a backup, one sentence for people. */
public final class BackupException extends Exception {
  BackupException(String sentence) {
    super(sentence);
  }

  BackupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}

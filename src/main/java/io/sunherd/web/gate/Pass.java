package io.sunherd.web.gate;

import io.sunherd.web.gate.CurrentAccounts.Known;

/** How a caller was let in, to be checked against the accounts later. */
public interface Pass {
  /** A pass without credentials; it never ends. */
  Pass NONE = known -> true;

  /** Whether the caller would be let in again with it. */
  boolean holds(Known known);
}

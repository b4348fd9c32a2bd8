package io.sunherd.web.gate;

import io.sunherd.web.gate.CurrentAccounts.Known;

/** What a caller was let in by, to be held against the accounts as they are later. */
public interface Pass {
  /** One that nothing can end, for it proves nothing. */
  Pass NONE = known -> true;

  /** Whether whoever came in by it would be let in again. */
  boolean holds(Known known);
}

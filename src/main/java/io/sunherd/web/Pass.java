package io.sunherd.web;

import io.sunherd.web.Accounts.Known;

/** What a caller was let in by, to be held against the accounts as they are later. */
interface Pass {
  /** One that nothing can end, for it proves nothing. */
  Pass NONE = known -> true;

  /** Whether whoever came in by it would be let in again. */
  boolean holds(Known known);
}

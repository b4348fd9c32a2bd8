/**
 * Who may: the names that the hub goes by, the proxies that are believed, users, passwords, tokens
 * and sessions, and the gate in front of the routes.
 */
@NullMarked
package io.sunherd.web.gate;

import org.jspecify.annotations.NullMarked;

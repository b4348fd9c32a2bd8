/**
 * Access control: the hub's host names, trusted proxies, users, passwords, tokens and sessions, and
 * the gate in front of the routes.
 */
@NullMarked
package io.sunherd.web.gate;

import org.jspecify.annotations.NullMarked;

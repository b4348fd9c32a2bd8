/**
 * What every request needs: how it was sent, strict reading of its body, its answer or problem, the
 * watch over its connection. Knows no inverter and no user.
 */
@NullMarked
package io.sunherd.web.http;

import org.jspecify.annotations.NullMarked;

/**
 * What every request needs, whatever it is about: how it was sent, its body read strictly, its
 * answer or its problem told, its connection watched. Knows no inverter and no user.
 */
@NullMarked
package io.sunherd.web.http;

import org.jspecify.annotations.NullMarked;

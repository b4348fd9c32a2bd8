/** The API for inverters, the system, the protocol tables and health. */
@NullMarked
package io.sunherd.web.api;

import org.jspecify.annotations.NullMarked;

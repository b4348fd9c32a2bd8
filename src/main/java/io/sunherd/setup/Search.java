package io.sunherd.setup;

import io.sunherd.link.DeviceAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a scan is to look at.
 *
 * @param devices devices that were named, besides the places of this machine, in this order
 * @param again whether it is only the named ones that are looked at again
 */
record Search(Set<DeviceAddress> devices, boolean again) {
  Search {
    devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
  }
}

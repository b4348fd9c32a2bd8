package io.sunherd.link;

/**
 * Opens devices; each call returns a new link, so that a device that came back is looked up anew.
 */
@FunctionalInterface
public interface Opener {

  /**
   * Opens a device for this process alone.
   *
   * @throws LinkException where it is missing, held by another process, or forbidden
   */
  Link open(DeviceAddress device) throws LinkException;

  /**
   * The same opener under a name, which appears in the error of others that want the device
   * meanwhile.
   *
   * @param who the user of the device, to follow "in use by"
   */
  default Opener as(String who) {
    return this;
  }
}

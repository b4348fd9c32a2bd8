package io.sunherd.link;

/** Opens devices; always a new object, so that a device that came back is looked up anew. */
@FunctionalInterface
public interface Opener {

  /**
   * Opens a device for this process alone.
   *
   * @throws LinkException where it is missing, held by another process, or forbidden
   */
  Link open(DeviceAddress device) throws LinkException;

  /**
   * The same in somebody's name, which others are told who want the device meanwhile.
   *
   * @param who as it goes on behind "in use by"
   */
  default Opener as(String who) {
    return this;
  }
}

package io.sunherd.link;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The few functions of the C library that Java does not offer. Constants are Linux's, the same on
 * x86 and ARM.
 */
final class Libc {
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
  static final int TCOOFF = 0;
  static final int TCOON = 1;
  static final short POLLIN = 1;
  static final short POLLOUT = 4;
  static final short AF_UNIX = 1;
  static final int SOCK_DGRAM = 2;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;
  static final int EINTR = 4;
  static final int EAGAIN = 11;

  static {
    NativeFolder.prepareJna();
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int open(String path, int flags) throws LastErrorException;

  static native int close(int fd);

  static native int flock(int fd, int operation) throws LastErrorException;

  static native int posix_openpt(int flags) throws LastErrorException;

  static native int grantpt(int fd) throws LastErrorException;

  static native int unlockpt(int fd) throws LastErrorException;

  /** Returns an error number, 0 for none. */
  static native int ptsname_r(int fd, byte[] name, NativeLong length);

  static native int tcgetattr(int fd, Pointer termios) throws LastErrorException;

  static native void cfmakeraw(Pointer termios);

  static native int tcsetattr(int fd, int when, Pointer termios) throws LastErrorException;

  static native int tcflow(int fd, int action) throws LastErrorException;

  static native int eventfd(int start, int flags) throws LastErrorException;

  static native int poll(byte[] fds, NativeLong count, int millis) throws LastErrorException;

  static native NativeLong read(int fd, byte[] into, NativeLong length) throws LastErrorException;

  static native NativeLong write(int fd, byte[] from, NativeLong length) throws LastErrorException;

  static native int socket(int domain, int type, int protocol) throws LastErrorException;

  static native NativeLong sendto(
      int fd, byte[] message, NativeLong length, int flags, byte[] address, int addressLength)
      throws LastErrorException;
}

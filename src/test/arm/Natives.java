import com.fazecast.jSerialComm.SerialPort;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.hid4java.HidManager;
import org.hid4java.HidServicesSpecification;

/** Has each piece of native code that the package carries do something, on whatever machine this is. */
class Natives {
  private interface Libc extends Library {
    int getpid();
  }

  public static void main(String[] args) throws Exception {
    int pid = Native.load("c", Libc.class).getpid();
    if (pid != ProcessHandle.current().pid()) {
      throw new IllegalStateException("JNA is told that this is process " + pid);
    }
    System.out.println("JNA " + Native.VERSION + " calls the C library");

    HidServicesSpecification quiet = new HidServicesSpecification();
    quiet.setAutoStart(false);
    quiet.setAutoShutdown(false);
    int devices = HidManager.getHidServices(quiet).getAttachedHidDevices().size();
    System.out.println("hidapi lists USB-HID devices: " + devices);

    int ports = SerialPort.getCommPorts().length;
    System.out.println("jSerialComm " + SerialPort.getVersion() + " lists serial ports: " + ports);

    try (Connection database = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      rows.next();
      System.out.println("SQLite " + rows.getString(1) + " answers");
    }
    System.out.println("all native code works on " + System.getProperty("os.arch"));
  }
}

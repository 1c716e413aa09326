package catnap.kernel.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;

/// Stands in for the calls of cell code that wait for the network and that no interrupt wakes: before they wait, the
/// cell's token learns what to close when the cell is stopped.
public final class CellSockets {
    private CellSockets() {}

    /// For `socket.getInputStream()`.
    public static InputStream getInputStream(Socket socket) throws IOException {
        StopCheck.closesWithCell(socket, Socket::close);
        return socket.getInputStream();
    }

    /// For `server.accept()`.
    public static Socket accept(ServerSocket server) throws IOException {
        StopCheck.closesWithCell(server, ServerSocket::close);
        return server.accept();
    }

    /// For `socket.receive(packet)`.
    public static void receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
        StopCheck.closesWithCell(socket, DatagramSocket::close);
        socket.receive(packet);
    }

    /// For `url.openStream()`.
    public static InputStream openStream(URL url) throws IOException {
        return getInputStream(url.openConnection());
    }

    /// For `connection.getInputStream()`.
    public static InputStream getInputStream(URLConnection connection) throws IOException {
        if (connection instanceof HttpURLConnection http) StopCheck.closesWithCell(http, HttpURLConnection::disconnect);
        return connection.getInputStream();
    }
}

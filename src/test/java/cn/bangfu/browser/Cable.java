package cn.bangfu.browser;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from a browser to the server, which can be cut: for everything of the browser, its service workers included. */
final class Cable implements AutoCloseable {

    private final int server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket entrance;
    private volatile boolean losesAnswers;
    private volatile String lost = "";

    Cable(int server) {
        this.server = server;
        entrance = listen(0);
        port = entrance.getLocalPort();
    }

    int port() {
        return port;
    }

    void cut() {
        close(entrance);
        open.forEach(Cable::close);
        open.clear();
    }

    void mend() {
        entrance = listen(port);
    }

    /** What is submitted arrives, and nobody is told. */
    void loseAnswers(boolean lose) {
        losesAnswers = lose;
    }

    /** The answer that nobody got. */
    String lost() {
        return lost;
    }

    private ServerSocket listen(int at) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            thread(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var browser = socket.accept();
                var behind = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(browser);
                open.add(behind);
                var deaf = new boolean[1];
                thread(() -> carry(browser, behind, deaf, true));
                thread(() -> carry(behind, browser, deaf, false));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to, boolean[] deaf, boolean up) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[1 << 16];
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (up && losesAnswers && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains("/submit ")) {
                    deaf[0] = true;
                }
                if (!up && deaf[0]) {
                    lost = new String(buffer, 0, n, StandardCharsets.UTF_8);
                    close(to);
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // cut
        } finally {
            close(from);
            close(to);
        }
    }

    private static void thread(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}

package org.duenotice;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between the application and a real SMTP server and has the bad days that real servers have. */
public final class MoodySmtp implements Closeable {

    /** What happens to the next connections. */
    public enum Mood {
        FINE,
        /** 550 to every recipient. */
        REFUSES_RECIPIENTS,
        /** 451: try again later. */
        BUSY,
        /** The message is taken, but the connection breaks before the server says so. */
        BREAKS_AFTER_TAKING,
        /** The message is taken and the server never says so. */
        SILENT_AFTER_TAKING
    }

    private final int server;
    private final int port;
    private ServerSocket listener;
    private volatile Mood mood = Mood.FINE;
    private volatile CountDownLatch taken = new CountDownLatch(1);

    private MoodySmtp(int server, ServerSocket listener) {
        this.server = server;
        this.port = listener.getLocalPort();
        this.listener = listener;
        accept(listener);
    }

    public static MoodySmtp inFrontOf(int server) {
        try {
            return new MoodySmtp(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public void mood(Mood next) {
        taken = new CountDownLatch(1);
        mood = next;
    }

    /** Waits until the server has taken a message that the sender has not been told about. */
    public boolean awaitTaken() throws InterruptedException {
        return taken.await(60, TimeUnit.SECONDS);
    }

    /** Nobody listens any more, until {@link #comeBack}. */
    public void goAway() {
        close();
    }

    public void comeBack() {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            accept(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        var thread = new Thread(() -> {
            while (!from.isClosed()) {
                try {
                    var client = from.accept();
                    start(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) {
        try (client;
                var real = new Socket(InetAddress.getLoopbackAddress(), server)) {
            var fromServer = reader(real);
            var fromClient = reader(client);
            reply(fromServer, client.getOutputStream());
            String line;
            while ((line = fromClient.readLine()) != null) {
                if (mood == Mood.BUSY && line.startsWith("MAIL FROM")) {
                    send(client.getOutputStream(), "451 4.3.0 Try again later");
                } else if (mood == Mood.REFUSES_RECIPIENTS && line.startsWith("RCPT TO")) {
                    send(client.getOutputStream(), "550 5.1.1 No such mailbox");
                } else {
                    send(real.getOutputStream(), line);
                    reply(fromServer, client.getOutputStream());
                    if (line.equals("DATA") && !takeMessage(fromClient, fromServer, real, client)) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the other side has gone, as connections do
        }
    }

    /** False when the sender is left without an answer. */
    private boolean takeMessage(BufferedReader fromClient, BufferedReader fromServer, Socket real, Socket client)
            throws IOException {
        String line;
        while ((line = fromClient.readLine()) != null) {
            send(real.getOutputStream(), line);
            if (line.equals(".")) {
                break;
            }
        }
        if (mood == Mood.BREAKS_AFTER_TAKING || mood == Mood.SILENT_AFTER_TAKING) {
            fromServer.readLine();
            taken.countDown();
            while (mood == Mood.SILENT_AFTER_TAKING && client.isConnected() && fromClient.readLine() != null) {
                // hears everything and says nothing
            }
            return false;
        }
        reply(fromServer, client.getOutputStream());
        return true;
    }

    private static void reply(BufferedReader from, OutputStream to) throws IOException {
        String line;
        do {
            line = from.readLine();
            if (line == null) {
                throw new IOException("The server has gone");
            }
            send(to, line);
        } while (line.length() > 3 && line.charAt(3) == '-');
    }

    private static void send(OutputStream to, String line) throws IOException {
        to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        to.flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }
}

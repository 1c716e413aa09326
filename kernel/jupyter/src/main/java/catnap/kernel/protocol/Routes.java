package catnap.kernel.protocol;

import catnap.kernel.session.Session;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Executor;

/// Takes every message to its handler: the one place that lists what the kernel understands.
final class Routes implements IoLoop.Receiver {
    /// A handler that makes the content of the reply.
    @FunctionalInterface
    private interface Reply {
        JsonObject to(JsonObject content) throws MalformedMessage;
    }

    /// A handler that replies by other means, or not at all.
    @FunctionalInterface
    private interface Action {
        void on(Request request) throws MalformedMessage;
    }

    private final Codec codec;
    private final Desk desk;
    private final Session session;
    private final Subshells shells;
    private final History history;
    private final Comms comms;
    private final Answers answers;
    private final Runnable shutdown;
    private final Executor answersThread;
    private final Executor controlThread;

    Routes(Codec codec, Desk desk, Session session, Parts parts) {
        this.codec = codec;
        this.desk = desk;
        this.session = session;
        this.shells = parts.shells();
        this.history = parts.history();
        this.comms = parts.comms();
        this.answers = new Answers(session);
        this.shutdown = parts.shutdown();
        this.answersThread = parts.answersThread();
        this.controlThread = parts.controlThread();
    }

    /// What requests are answered from, and where.
    record Parts(
            Subshells shells,
            History history,
            Comms comms,
            Runnable shutdown,
            Executor answersThread,
            Executor controlThread) {}

    /// Never throws: what cannot be read is dropped, and what fails is logged.
    @Override
    public void receive(Channel channel, List<byte[]> frames) {
        try {
            var message = codec.decode(frames);
            if (channel == Channel.STDIN) {
                stdin(message);
            } else {
                request(new Request(channel, message));
            }
        } catch (MalformedMessage e) {
            desk.log().dropped(channel, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            desk.log().failed("a message on " + channel, e);
        }
    }

    private void stdin(Message message) throws MalformedMessage {
        if (!message.type().equals("input_reply")) {
            throw unknown(message);
        }
        desk.questions().answer(message);
    }

    /// Shell and control understand the same; a front end chooses control for what must not wait.
    private void request(Request request) throws MalformedMessage {
        switch (request.message().type()) {
            case "execute_request" -> execute(request);
            // At once, while the session may still be warming up: the front end shows the kernel as ready.
            case "kernel_info_request" -> reply(request, _ -> KernelInfo.content());
            case "create_subshell_request" -> reply(request, _ -> shells.create());
            case "delete_subshell_request" -> reply(request, shells::delete);
            case "list_subshell_request" -> reply(request, _ -> shells.list());
            case "connect_request" -> reply(request, _ -> new JsonObject());
            case "complete_request" -> later(request, answers::complete);
            case "inspect_request" -> later(request, answers::inspect);
            case "is_complete_request" -> later(request, answers::isComplete);
            case "history_request" -> later(request, history::reply);
            case "comm_info_request" -> later(request, comms::info);
            case "comm_open" -> answersThread.execute(() -> act(request, comms::opened));
            case "comm_msg" -> answersThread.execute(() -> act(request, comms::message));
            case "comm_close" -> answersThread.execute(() -> act(request, comms::closed));
            case "interrupt_request" -> controlThread.execute(() -> act(request, this::interrupt));
            case "shutdown_request" -> shutDown(request, Fields.flag(request.content(), "restart", false));
            default -> throw unknown(request.message());
        }
    }

    private static MalformedMessage unknown(Message message) {
        return new MalformedMessage("unknown type " + message.header().get("msg_type"));
    }

    private void later(Request request, Reply handler) {
        answersThread.execute(() -> reply(request, handler));
    }

    private void reply(Request request, Reply handler) {
        act(request, _ -> desk.post().reply(request, content(request, handler)));
    }

    private JsonObject content(Request request, Reply handler) throws MalformedMessage {
        try {
            return handler.to(request.content());
        } catch (RuntimeException | Error e) {
            desk.log().failed(request.message().type(), e);
            return Answers.failure(e);
        }
    }

    private void act(Request request, Action action) {
        desk.statuses().busy(request);
        try {
            action.on(request);
        } catch (MalformedMessage e) {
            desk.log().dropped(request.channel(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            desk.log().failed(request.message().type(), e);
        } finally {
            desk.statuses().idle(request);
        }
    }

    private void execute(Request request) throws MalformedMessage {
        if (shells.submit(request)) return;
        var id = Fields.text(request.header(), "subshell_id");
        reply(request, _ -> Subshells.unknown(id));
    }

    private void interrupt(Request request) {
        session.interrupt();
        desk.post().reply(request, Contents.ok());
    }

    private void shutDown(Request request, boolean restart) {
        var content = Contents.ok();
        content.addProperty("restart", restart);
        controlThread.execute(() -> {
            act(request, _ -> {
                desk.post().reply(request, content);
                desk.post().publish(request.header(), "shutdown_reply", content);
            });
            shutdown.run();
        });
    }
}

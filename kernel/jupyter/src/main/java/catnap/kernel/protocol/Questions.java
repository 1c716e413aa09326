package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Questions to the learner: one at a time, each waiting for the line that answers it.
final class Questions {
    private final Post post;
    private final KernelLog log;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable Question open;

    private record Question(String id, BlockingQueue<String> answer) {}

    Questions(Post post, KernelLog log) {
        this.post = post;
        this.log = log;
    }

    /// Waits for its turn, then for the answer.
    String ask(Request request, String prompt, boolean password) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            var content = new JsonObject();
            content.addProperty("prompt", prompt);
            content.addProperty("password", password);
            var answer = new ArrayBlockingQueue<String>(1);
            // The answer may come before this thread goes on: answer() waits here until the question is noted.
            synchronized (this) {
                open = new Question(post.ask(request, content), answer);
            }
            return answer.take();
        } finally {
            open = null;
            turn.unlock();
        }
    }

    /// Hands an `input_reply` to the one who waits for it. I/O thread only.
    synchronized void answer(Message reply) throws MalformedMessage {
        var value = Fields.text(reply.content(), "value");
        var question = open;
        if (question == null) {
            log.dropped(Channel.STDIN, "an input_reply that nobody waits for");
        } else if (isAnotherAnswer(reply, question)) {
            log.dropped(Channel.STDIN, "an input_reply to an earlier question");
        } else if (!question.answer().offer(value)) {
            log.dropped(Channel.STDIN, "a second input_reply to one question");
        }
    }

    /// Front ends name this question as the parent, or its cell, or nothing (jupyter_client); only the name of an
    /// earlier
    /// question, which has the ids of this kernel too, tells that the answer comes late.
    private static boolean isAnotherAnswer(Message reply, Question question) throws MalformedMessage {
        var ours = question.id().substring(0, question.id().lastIndexOf('_') + 1);
        return Fields.optionalText(reply.parent(), "msg_id")
                .filter(id -> id.startsWith(ours) && !id.equals(question.id()))
                .isPresent();
    }
}

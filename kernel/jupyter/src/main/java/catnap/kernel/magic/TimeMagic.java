package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import java.util.Optional;
import java.util.Set;

/// `%time expression`, `%%time`: how long code takes, waits included.
final class TimeMagic implements Magic {
    @Override
    public String name() {
        return "time";
    }

    @Override
    public String arguments() {
        return "code";
    }

    @Override
    public String help() {
        return "Runs code once and says how long it took, waits included";
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE, Form.CELL);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws CodeFailed {
        return bench.run(call.code(), (_, code) -> {
            long begin = System.nanoTime();
            try {
                return code.call();
            } finally {
                String took = Durations.text((double) (System.nanoTime() - begin));
                bench.publisher().stream(Stream.STDOUT, "Wall time: " + took + "\n");
            }
        });
    }

    @Override
    public boolean appliesToJava() {
        return true;
    }
}

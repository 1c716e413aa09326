package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Table;
import java.util.List;
import java.util.Optional;

/// `%vars`: the learner's variables.
final class VarsMagic implements Magic {
    @Override
    public String name() {
        return "vars";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String help() {
        return "Lists your variables: name, type and value";
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws CodeFailed {
        var table = bench.await(() -> {
            var rows = bench.variables().stream()
                    .map(variable -> List.<Object>of(variable.name(), variable.type(), bench.text(variable.value())))
                    .toList();
            return Table.of(List.of("name", "type", "value"), rows);
        });
        bench.publisher().display(table.bundle(), "");
        return Optional.empty();
    }
}

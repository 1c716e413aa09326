package catnap.kernel.protocol;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;

/// The way out for a silent cell: nothing is shown, though a question may still be asked.
final class SilentPublisher implements Publisher {
    private final Publisher cell;

    SilentPublisher(Publisher cell) {
        this.cell = cell;
    }

    @Override
    public void stream(Stream stream, String text) {}

    @Override
    public void display(MimeBundle bundle, String displayId) {}

    @Override
    public void updateDisplay(MimeBundle bundle, String displayId) {}

    @Override
    public void clearOutput(boolean wait) {}

    @Override
    public void replaceCell(String text) {}

    @Override
    public String input(String prompt, boolean password) throws InterruptedException {
        return cell.input(prompt, password);
    }
}

package catnap.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A compilation unit in the making: our own text around pieces copied from cells, with the way back from every
/// position to the cell it came from. Each piece starts on a line of its own, so that lines have one origin.
final class UnitText {
    /// A place in a cell.
    record Place(Source source, int offset) {
        int line() {
            return source.lineOf(offset);
        }
    }

    private record Piece(int start, int end, Source source, int sourceStart) {
        Place place(int position) {
            return new Place(source, sourceStart + Math.clamp(position, start, end) - start);
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    UnitText own(String words) {
        text.append(words);
        return this;
    }

    UnitText copy(Source source, int from, int to) {
        return copy(source, source.text(), from, to);
    }

    /// Copies from a masked version of the cell: as long as the cell, with some words blanked out.
    UnitText copy(Source source, String masked, int from, int to) {
        text.append('\n');
        pieces.add(new Piece(text.length(), text.length() + to - from, source, from));
        text.append(masked, from, to).append('\n');
        return this;
    }

    String text() {
        return text.toString();
    }

    /// Whether a position is in a cell's text, and not in our own.
    boolean isCopied(long position) {
        return pieces.stream().anyMatch(piece -> piece.start() <= position && position < piece.end());
    }

    /// Where a place of a cell went; the last copy of it, if there are several.
    OptionalLong position(Source source, int offset) {
        for (Piece piece : pieces.reversed()) {
            int length = piece.end() - piece.start();
            boolean inside = offset >= piece.sourceStart() && offset <= piece.sourceStart() + length;
            if (inside && piece.source().equals(source))
                return OptionalLong.of(piece.start() + offset - piece.sourceStart());
        }
        return OptionalLong.empty();
    }

    /// The cell's place behind a position. Our own words lead to the piece that follows, except those that close the
    /// one before.
    Optional<Place> place(long position) {
        Piece before = null;
        for (Piece piece : pieces) {
            if (piece.start() > position) {
                boolean leads = position > 0 && ";})".indexOf(text.charAt((int) position)) < 0;
                return Optional.of(
                        (before == null || (leads && position > before.end()) ? piece : before).place((int) position));
            }
            before = piece;
        }
        return Optional.ofNullable(before).map(piece -> piece.place((int) position));
    }

    /// Where each line of this unit comes from, counted from 1. A line of our own stands for the piece it leads to:
    /// in `x =` above `1 / 0`, both are the learner's line.
    List<Optional<Place>> lines() {
        var lines = new ArrayList<Optional<Place>>();
        lines.add(Optional.empty());
        int piece = 0;
        int start = 0;
        for (String line : text.toString().split("\n", -1)) {
            int end = start + line.length();
            while (piece < pieces.size() && pieces.get(piece).end() < start) piece++;
            lines.add(piece < pieces.size() ? Optional.of(pieces.get(piece).place(start)) : Optional.empty());
            start = end + 1;
        }
        return lines;
    }
}

package catnap.kernel.picture;

/// Something that can be drawn, and told, in three forms that say the same.
public interface Picture {
    /// An SVG document of its own, for light and for dark surroundings, without scripts.
    String svg();

    /// A drawing in characters, for terminals, paper and screen readers.
    String text();

    /// The facts in one sentence, for whoever does not see the picture.
    String alt();
}

package catnap.kernel.magic;

import java.util.Locale;

/// Which word somebody may have meant.
final class Spelling {
    private Spelling() {}

    /// Whether one is the beginning of the other, or no more than two letters differ.
    static boolean near(String known, String typed) {
        String a = known.toLowerCase(Locale.ROOT);
        String b = typed.toLowerCase(Locale.ROOT);
        if (b.length() > 1 && (a.startsWith(b) || b.startsWith(a))) return true;
        return distance(a, b) <= Math.min(2, a.length() / 2);
    }

    /// Levenshtein's: how many letters must be put in, left out or changed.
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

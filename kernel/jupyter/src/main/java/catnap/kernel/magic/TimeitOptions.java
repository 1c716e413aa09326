package catnap.kernel.magic;

import java.util.regex.Pattern;

/// What stands between `%timeit` and the code: IPython's `-n 100 -r 3`.
///
/// @param loops how often a round runs the code; 0 if that is to be found out
/// @param rounds how many times are measured; 0 for as many as usual
record TimeitOptions(long loops, int rounds) {
    /// An option with what belongs to it. `-n` alone, and what else Java might mean by it, is Java.
    private static final Pattern OPTION = Pattern.compile("\\s*-([nr])(\\d[\\w.,]*|\\s+[-+]?\\w[\\w.,]*)(?=\\s|\\z)");

    private static final int MOST_ROUNDS = 10_000;

    /// Where the options end and the code begins.
    static int end(String behind) {
        var option = OPTION.matcher(behind);
        while (option.lookingAt()) option.region(option.end(), behind.length());
        return option.regionStart();
    }

    static TimeitOptions of(String behind) throws UsageError {
        long loops = 0;
        long rounds = 0;
        var option = OPTION.matcher(behind);
        while (option.lookingAt()) {
            String number = option.group(2).strip();
            if (option.group(1).equals("n")) loops = number("-n, loops a round,", number, Integer.MAX_VALUE);
            else rounds = number("-r, rounds,", number, MOST_ROUNDS);
            option.region(option.end(), behind.length());
        }
        return new TimeitOptions(loops, (int) rounds);
    }

    private static long number(String option, String text, long most) throws UsageError {
        long number = text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
        if (number >= 1 && number <= most) return number;
        throw new UsageError("%s takes a whole number from 1 to %,d, not %s".formatted(option, most, text));
    }
}

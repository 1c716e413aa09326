package catnap.kernel.picture;

import catnap.kernel.picture.Chart.ArrowKind;
import catnap.kernel.picture.Chart.Sign;
import catnap.kernel.picture.Chart.State;

/// How SVG pictures look: the colours of Okabe and Ito, a pattern for each state, light and dark. The panel has a
/// ground of its own, because the page around an `img` may be of either kind.
final class Svg {
    private Svg() {}

    /// The style sheet.
    private static final String SHEET = """
            <style>
            svg{--ink:#1f2328;--soft:#59636e;--faint:#d8dee4;--panel:#fff;--run:#0072b2;--hatch:#8c959f;--tint:#eef1f4;
            --ready:#e69f00;--block:#d55e00;--thread:#009e73;--cancel:#a8508a;--on:#fff}
            @media(prefers-color-scheme:dark){svg{--ink:#e6edf3;--soft:#a3adb8;--faint:#3a424c;--panel:#15191f;
            --run:#56b4e9;--hatch:#7d8793;--tint:#242b33;--ready:#f0b429;--block:#ff8a3d;--thread:#2fc79a;
            --cancel:#e29ac8;--on:#10141a}}
            text{font:12px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:var(--ink)}
            .h{font-size:14px;font-weight:600}.b{font-weight:600}.s{fill:var(--soft)}.e{text-anchor:end}.m{text-anchor:middle}
            .w{font-size:11px;text-anchor:middle;paint-order:stroke;stroke:var(--panel);stroke-width:4px;
            stroke-linejoin:round}
            .g{stroke:var(--faint);fill:none}.p{fill:var(--panel);stroke:var(--faint)}
            .waiting{fill:url(#hatch);stroke:var(--hatch);stroke-width:.7}
            .ready{fill:url(#dots);stroke:var(--ready);stroke-width:.8}
            .running{fill:var(--run);stroke:var(--run);stroke-width:1}
            .blocked{fill:url(#cross);stroke:var(--block);stroke-width:1.2}
            .thread{fill:url(#bars);stroke:var(--thread);stroke-width:.8}
            .idle{fill:url(#idle)}
            .a{fill:none;stroke-width:1.3}.awaits{stroke:var(--soft);stroke-dasharray:3 3}
            .wakes{stroke:var(--ink)}.cancels{stroke:var(--cancel);stroke-dasharray:6 2 1 2}
            .t-awaits{fill:var(--panel);stroke:var(--soft)}.t-wakes{fill:var(--ink)}.t-cancels{fill:var(--cancel)}
            .k{stroke:var(--panel)}.k-C{fill:var(--cancel)}.k-X{fill:var(--ink)}.k-F{fill:var(--block)}
            .l{font-size:10px;font-weight:700;text-anchor:middle;fill:var(--on)}.l-X{fill:var(--panel)}
            </style>
            """;

    /// The patterns that the style sheet names.
    private static final String PATTERNS = """
            <defs>
            <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0 0h7v7H0z" \
            style="fill:var(--tint)"/><path d="M-1 8L8 -1" style="stroke:var(--hatch);stroke-width:.8"/></pattern>
            <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1.1" \
            style="fill:var(--ready)"/></pattern>
            <pattern id="cross" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 0h8v8H0z" \
            style="fill:var(--block);opacity:.35"/><path d="M0 0L8 8M0 8L8 0" style="stroke:var(--block);\
            stroke-width:1.6"/></pattern>
            <pattern id="bars" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 1h5M0 3.5h5" \
            style="stroke:var(--thread);stroke-width:1.3"/></pattern>
            <pattern id="idle" width="6" height="4" patternUnits="userSpaceOnUse"><path d="M1 2h2" \
            style="stroke:var(--soft);stroke-width:1.4"/></pattern>
            </defs>
            """;

    /// A whole document on a panel of its own.
    ///
    /// @param title the facts, in a sentence
    /// @param description the same picture in characters
    static String document(int width, int height, String title, String description, Markup body) {
        return new Markup()
                .raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\"", width, height)
                .raw(" viewBox=\"0 0 %d %d\">\n<title>", width, height)
                .text(title)
                .raw("</title>\n<desc>")
                .text(description)
                .raw("</desc>\n")
                .raw(SHEET)
                .raw(PATTERNS)
                .raw(
                        "<rect class=\"p\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
                        width - 1, height - 1)
                .raw(body.toString())
                .raw("</svg>\n")
                .toString();
    }

    /// The label, cut to so many letters.
    static String cut(String label, int letters) {
        return label.length() <= letters ? label : label.substring(0, Math.max(0, letters - 1)) + "…";
    }

    static String css(State state) {
        return switch (state) {
            case IDLE -> "idle";
            case WAITING -> "waiting";
            case READY -> "ready";
            case THREAD -> "thread";
            case RUNNING -> "running";
            case BLOCKED -> "blocked";
        };
    }

    static String css(ArrowKind kind) {
        return switch (kind) {
            case AWAITS -> "awaits";
            case WAKES -> "wakes";
            case CANCELS -> "cancels";
        };
    }

    /// The shape that a sign stands on, around the middle of it.
    static String shape(Sign sign) {
        return switch (sign) {
            case CANCEL_REQUESTED -> "m0-9l9 9-9 9-9-9z";
            case CANCELLED -> "m-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z";
            case FAILED -> "m-7-7h14v14h-14z";
        };
    }
}

package catnap.kernel.picture;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Reads a picture back: which columns of which row are drawn in which state.
final class SvgReader {
    private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v(\\d+)h-\\d+z");

    /// A drawn bar, in pixels.
    record Bar(String state, int from, int to, int top) {}

    private SvgReader() {}

    /// The root element of a document, which must be well-formed.
    static Element parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception malformed) {
            throw new AssertionError(malformed.getMessage() + " in\n" + svg, malformed);
        }
    }

    /// The bars of the lanes, without those of the legend.
    static List<Bar> bars(String svg) {
        var bars = new ArrayList<Bar>();
        NodeList paths = parse(svg).getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            var path = (Element) paths.item(i);
            var bar = BAR.matcher(path.getAttribute("d"));
            while (bar.find()) {
                if (!bar.group(4).equals("16")) continue;
                int from = Integer.parseInt(bar.group(1));
                int to = from + Integer.parseInt(bar.group(3));
                bars.add(new Bar(path.getAttribute("class"), from, to, Integer.parseInt(bar.group(2))));
            }
        }
        return bars;
    }
}

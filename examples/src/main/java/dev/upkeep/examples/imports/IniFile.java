package dev.upkeep.examples.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sections of keys and values, as supervisord and systemd write them. Keys may come several times, and keep their lines. */
final class IniFile {
    /** A key with its value, and where it stands. */
    record Line(int number, String key, String value) {}

    /** The lines below one {@code [title]}. */
    record Section(int number, String title, List<Line> lines) {
        /** The last of a key, as later ones win. */
        Optional<Line> last(String key) {
            return lines.stream().filter(l -> l.key().equals(key)).reduce((a, b) -> b);
        }

        List<Line> all(String key) {
            return lines.stream().filter(l -> l.key().equals(key)).toList();
        }
    }

    /** How the two differ. */
    enum Dialect {
        /** An indented line goes on with the value before; {@code ;} after a blank begins a comment. */
        SUPERVISORD,
        /** A backslash at the end joins the next line. */
        SYSTEMD
    }

    private IniFile() {}

    static List<Section> parse(String text, Dialect dialect) {
        List<Section> sections = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            String line = lines.get(i);
            String bare = line.strip();
            while (dialect == Dialect.SYSTEMD && bare.endsWith("\\") && i + 1 < lines.size()) {
                bare = bare.substring(0, bare.length() - 1) + " "
                        + lines.get(++i).strip();
            }
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.startsWith("[") && bare.endsWith("]")) {
                sections.add(new Section(number, bare.substring(1, bare.length() - 1), new ArrayList<>()));
            } else if (!sections.isEmpty()) {
                add(sections.get(sections.size() - 1).lines(), new Line(number, line, bare), dialect);
            }
        }
        return sections;
    }

    /** @param raw the line as key, and as value the same without blanks around it */
    private static void add(List<Line> lines, Line raw, Dialect dialect) {
        String text = dialect == Dialect.SUPERVISORD ? raw.value().replaceAll("\\s+;.*", "") : raw.value();
        boolean goesOn = dialect == Dialect.SUPERVISORD
                && Character.isWhitespace(raw.key().charAt(0))
                && !lines.isEmpty();
        int equals = text.indexOf('=');
        if (goesOn) {
            Line before = lines.remove(lines.size() - 1);
            lines.add(new Line(before.number(), before.key(), before.value() + " " + text));
        } else if (equals > 0) {
            lines.add(new Line(
                    raw.number(),
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip()));
        }
    }
}

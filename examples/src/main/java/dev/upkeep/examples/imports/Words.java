package dev.upkeep.examples.imports;

import java.util.Arrays;
import java.util.List;

/** Values, as YAML is to have them: what is no number stays text, and the loader says what is wrong with it. */
final class Words {
    private Words() {}

    /** Text that is to stay as it is, where Upkeep would replace variables. */
    static String literal(String text) {
        return text.replace("$$", "$$$$").replaceAll("(?<!\\$)\\$\\{", "\\$\\$\\{");
    }

    static Object number(String text) {
        return text.strip().matches("-?\\d{1,9}") ? (Object) Integer.valueOf(text.strip()) : text;
    }

    static List<Object> numbers(String list) {
        return Arrays.stream(list.split("[,\\s]+"))
                .filter(n -> !n.isEmpty())
                .map(Words::number)
                .toList();
    }
}

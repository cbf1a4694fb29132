package dev.upkeep.rest.internal.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Leaves out of texts what looks like a secret: what follows a name such as {@code --password}, users in addresses, tokens
 * by their well-known beginnings, keys. It can only be a second line of defence: secrets belong into variables, which are
 * never shown at all.
 */
public final class Redaction {
    private static final String HIDDEN = "******";
    private static final String NAMES =
            "pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|access[-_]?key|credentials?|auth";
    private static final Pattern NAMED =
            Pattern.compile("(?i)([A-Za-z0-9_.-]*(?:" + NAMES + ")[A-Za-z0-9_.-]*\\s*[=:]\\s*).+");
    private static final Pattern FLAG = Pattern.compile("(?i)-p|--?[A-Za-z0-9-]*(?:" + NAMES + ")");
    private static final Pattern USER = Pattern.compile("(?<=//)[^/@\\s]+(?=@)");
    private static final Pattern TOKEN =
            Pattern.compile("(?:upk|gh[pousr]|glpat|xox[a-z]|sk|pk)[_-][A-Za-z0-9_-]{8,}|eyJ[A-Za-z0-9_.-]{10,}");
    private static final Pattern KEY = Pattern.compile("-----BEGIN [^-]+-----[\\s\\S]*");

    private Redaction() {}

    /** Arguments of a command; a secret may be one of its own, after the flag that names it. */
    public static List<String> ofArguments(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        boolean afterFlag = false;
        for (String argument : arguments) {
            shown.add(afterFlag ? HIDDEN : ofText(argument));
            afterFlag = FLAG.matcher(argument).matches();
        }
        return shown;
    }

    /** Any text. */
    public static String ofText(String text) {
        String shown = KEY.matcher(text).replaceAll(HIDDEN);
        shown = NAMED.matcher(shown).replaceAll("$1" + HIDDEN);
        shown = USER.matcher(shown).replaceAll(HIDDEN);
        return TOKEN.matcher(shown).replaceAll(HIDDEN);
    }
}

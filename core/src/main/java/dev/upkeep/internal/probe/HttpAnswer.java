package dev.upkeep.internal.probe;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of an HTTP/1.x answer after some of it has come.
 *
 * @param progress how much has come
 * @param status its status, 0 if not known yet
 */
record HttpAnswer(Progress progress, int status) {
    private static final Pattern END_OF_HEAD = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: [^\\n]*)?");
    private static final Pattern LENGTH = Pattern.compile("\\ncontent-length:[ \\t]*(\\d{1,18})[ \\t]*(?=\\n|$)");
    private static final Pattern CHUNKED = Pattern.compile("\\ntransfer-encoding:[^\\n]*\\bchunked\\b");
    private static final Pattern LAST_CHUNK = Pattern.compile("(?:^|\\n)0+(?:;[^\\n]*)?\\n(?:[^\\n]+\\n)*+\\n$");
    private static final String BEGIN = "HTTP/1.";

    /** How much of an answer has come. */
    enum Progress {
        /** Not even all of its head. */
        HEAD,
        /** Its head, and more of its body is announced. */
        BODY,
        /** Its head; the body lasts until the connection is closed. */
        UNTIL_CLOSE,
        /** All. */
        ALL,
        /** Something, but it is no HTTP/1.x. */
        NOT_HTTP
    }

    /**
     * Judges what has come so far.
     *
     * @param bytes one character each
     */
    static HttpAnswer of(String bytes) {
        if (!bytes.startsWith(BEGIN.substring(0, Math.min(BEGIN.length(), bytes.length())))) {
            return new HttpAnswer(Progress.NOT_HTTP, 0);
        }
        Matcher end = END_OF_HEAD.matcher(bytes);
        return end.find()
                ? withHead(bytes.substring(0, end.start()).replace("\r\n", "\n"), bytes.substring(end.end()))
                : new HttpAnswer(Progress.HEAD, 0);
    }

    private static HttpAnswer withHead(String head, String rest) {
        Matcher first = STATUS.matcher(head.lines().findFirst().orElse(""));
        if (!first.matches()) {
            return new HttpAnswer(Progress.NOT_HTTP, 0);
        }
        int status = Integer.parseInt(first.group(1));
        boolean interim = status < 200 && status != 101;
        return interim ? of(rest) : new HttpAnswer(body(status, head.toLowerCase(Locale.ROOT), rest), status);
    }

    private static Progress body(int status, String head, String body) {
        if (status == 101 || status == 204 || status == 304) {
            return Progress.ALL;
        }
        if (CHUNKED.matcher(head).find()) {
            return LAST_CHUNK.matcher(body.replace("\r\n", "\n")).find() ? Progress.ALL : Progress.BODY;
        }
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            return Progress.UNTIL_CLOSE;
        }
        return body.length() >= Long.parseLong(length.group(1)) ? Progress.ALL : Progress.BODY;
    }
}

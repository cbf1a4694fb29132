package dev.upkeep.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file (RFC 7468), in their order. What stands around them is a comment. */
record PemFile(Path path, List<Block> blocks) {
    private static final int MAX_LABEL = 64;
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /** What stands between one BEGIN and its END. */
    record Block(String label, String base64) {}

    static PemFile read(Path path) throws IOException {
        PemFile file = new PemFile(path, new ArrayList<>());
        String text = text(path);
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            at = text.indexOf(BEGIN, file.takeBlock(text, at + BEGIN.length()));
        }
        if (file.blocks.isEmpty()) {
            throw file.wrong("holds no PEM block (expected: " + BEGIN + "…" + DASHES + ")");
        }
        return file;
    }

    private int takeBlock(String text, int labelAt) throws IOException {
        int labelEnd = text.indexOf(DASHES, labelAt);
        if (labelEnd < 0 || labelEnd - labelAt > MAX_LABEL) {
            throw wrong("a line with " + BEGIN.strip() + " does not end in " + DASHES);
        }
        String label = text.substring(labelAt, labelEnd);
        String end = "-----END " + label + DASHES;
        int endAt = text.indexOf(end, labelEnd);
        if (endAt < 0) {
            throw wrong("the block " + label + " has no end (expected: " + end + ")");
        }
        blocks.add(new Block(label, text.substring(labelEnd + DASHES.length(), endAt)));
        return endAt + end.length();
    }

    /** One block as text. */
    static String block(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return BEGIN + label + DASHES + "\n" + base64 + "\n-----END " + label + DASHES + "\n";
    }

    /** All blocks with this label. */
    List<byte[]> labelled(String label) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals(label)) {
                found.add(decoded(block));
            }
        }
        return found;
    }

    /** Their labels, for people. */
    String labels() {
        return String.join(", ", blocks.stream().map(Block::label).distinct().toList());
    }

    /** That this file is wrong. */
    UnusableCertificateException wrong(String why) {
        return new UnusableCertificateException(path, why);
    }

    private static String text(Path path) throws IOException {
        return new String(SmallFile.read(path, "a PEM file"), StandardCharsets.ISO_8859_1);
    }

    private byte[] decoded(Block block) throws IOException {
        try {
            return Base64.getDecoder().decode(block.base64().replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw wrong("the block " + block.label() + " is not base64: " + e.getMessage());
        }
    }
}

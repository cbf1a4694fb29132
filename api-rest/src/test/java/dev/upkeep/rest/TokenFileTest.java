package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.access.TokenFileException;
import dev.upkeep.rest.http.ApiRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token file: made once, kept, and refused if anything is wrong with it. */
class TokenFileTest {
    @TempDir
    private Path folder;

    @Test
    void isMadeAtFirstStartForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("a/b/token");

        Access.tokenFile(file);

        assertThat(Files.readString(file)).matches("upk_[A-Za-z0-9_-]{43}\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
    }

    @Test
    void staysTheSameAtTheNextStart() throws IOException {
        Path file = folder.resolve("token");
        Access.tokenFile(file);
        String token = Files.readString(file).strip();

        Access again = Access.tokenFile(file);

        assertThat(Files.readString(file).strip()).isEqualTo(token);
        assertThat(again.identify(bearing(token))).contains(Principal.admin("token"));
        assertThat(again.identify(bearing(token + "x"))).isEmpty();
    }

    @Test
    void isDifferentForEverySupervisor() throws IOException {
        Access.tokenFile(folder.resolve("one"));
        Access.tokenFile(folder.resolve("two"));

        assertThat(Files.readString(folder.resolve("one"))).isNotEqualTo(Files.readString(folder.resolve("two")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rwx-----x"})
    void isRefusedIfOthersHaveRightsToIt(String mode) throws IOException {
        Path file = written(Asked.TOKEN, mode);

        assertThatThrownBy(() -> Access.tokenFile(file))
                .isInstanceOf(TokenFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(mode)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(Asked.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "short", "two tokens-in-one-file", "with\u0000nul-0123456789", "ümlaut-0123456789"})
    void isRefusedIfItHoldsNoToken(String text) throws IOException {
        Path file = written(text, "rw-------");

        assertThatThrownBy(() -> Access.tokenFile(file))
                .isInstanceOf(TokenFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("emove it");
    }

    @Test
    void isRefusedIfItIsHuge() throws IOException {
        Path file = written("a".repeat(1 << 20), "rw-------");

        assertThatThrownBy(() -> Access.tokenFile(file)).isInstanceOf(TokenFileException.class);
    }

    @Test
    void isRefusedIfItIsAFolder() throws IOException {
        Path file = Files.createDirectory(
                folder.resolve("token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThatThrownBy(() -> Access.tokenFile(file)).isInstanceOf(TokenFileException.class);
    }

    @Test
    void isRefusedIfItCannotBeRead() {
        Path unreadableEvenForRoot = Path.of("/proc/self/mem");

        assertThatThrownBy(() -> Access.tokenFile(unreadableEvenForRoot))
                .isInstanceOf(TokenFileException.class)
                .hasMessageStartingWith("/proc/self/mem: ")
                .hasMessageContaining("Make it readable");
    }

    @Test
    void isRefusedIfItsFolderIsAFile() throws IOException {
        Path file = written(Asked.TOKEN, "rw-------").resolve("token");

        assertThatThrownBy(() -> Access.tokenFile(file))
                .isInstanceOf(TokenFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void isRefusedIfItIsALinkToNothing() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("token"), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> Access.tokenFile(file)).isInstanceOf(TokenFileException.class);
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with space 0123456789", "line\nbreak-0123456789"})
    void tokensGivenInCodeAreCheckedToo(String token) {
        assertThatThrownBy(() -> Access.token(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token: " + token.length() + " characters (expected: ");
    }

    private Path written(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static ApiRequest bearing(String token) {
        return Asked.get("/").header("authorization", "Bearer " + token).request();
    }
}

package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.yaml.Scope;
import dev.upkeep.internal.config.yaml.Variables;
import dev.upkeep.internal.config.yaml.Yaml;
import java.nio.file.Path;
import java.util.Optional;

/** {@code proxy.yaml}: routes and listeners. */
final class ProxyFile {
    private final Scope scope;
    private final ProxyDraft draft = new ProxyDraft();

    private ProxyFile(Scope scope) {
        this.scope = scope;
    }

    /** Reads as much of it as can be read. */
    static ProxyFile read(Path directory, Path file, Variables variables) {
        ProxyFile proxy = new ProxyFile(Scope.of(directory, file, variables));
        Yaml.read(directory.resolve(file), proxy.scope).ifPresent(whole -> ProxyKeys.ALL.bind(whole, proxy.draft));
        return proxy;
    }

    /** The same as an empty one. */
    static ProxyFile missing(Path directory, Path file, Variables variables) {
        return new ProxyFile(Scope.of(directory, file, variables));
    }

    Scope scope() {
        return scope;
    }

    ProxyDraft draft() {
        return draft;
    }

    Optional<Path> processConfigFile() {
        return draft.processConfigFile;
    }
}

package dev.upkeep.config;

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
        Problems problems = proxy.scope.problems();
        TextFile.read(directory.resolve(file), problems)
                .flatMap(text -> Yaml.parse(text, problems))
                .map(root -> Value.of(proxy.scope, "", root, Span.of(root)))
                .ifPresent(whole -> ProxyKeys.ALL.bind(whole, proxy.draft));
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

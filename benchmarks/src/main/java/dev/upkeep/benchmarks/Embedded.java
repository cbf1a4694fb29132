package dev.upkeep.benchmarks;

import dev.upkeep.Upkeep;
import java.nio.file.Path;

/** Core alone: keeps the processes of a folder until it is told to end. Argument: the folder. */
final class Embedded {
    private Embedded() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (Runtime.version().feature() < 25) {
            System.setProperty("jdk.lang.Process.launchMechanism", "VFORK"); // as docs/benchmarks.md advises
        }
        Upkeep upkeep = Upkeep.fromYaml(Path.of(arguments[0])).build();
        Runtime.getRuntime().addShutdownHook(new Thread(upkeep::close));
        upkeep.start();
        Thread.currentThread().join();
    }
}

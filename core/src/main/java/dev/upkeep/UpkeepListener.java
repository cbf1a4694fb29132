package dev.upkeep;

/** Is told what happens. */
@FunctionalInterface
public interface UpkeepListener {
    /**
     * Something has happened.
     *
     * @param event what
     */
    void happened(UpkeepEvent event);
}

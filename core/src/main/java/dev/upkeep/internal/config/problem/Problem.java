package dev.upkeep.internal.config.problem;

/**
 * One thing that is wrong with, or doubtful in, a configuration.
 *
 * @param code what kind of thing it is
 * @param file name of the file as seen from the folder of the configuration; empty if there is none
 * @param at where in the file
 * @param path where in the document, as a JSON pointer
 * @param message what is wrong, in one sentence
 * @param help what to write instead; may be empty
 */
public record Problem(Code code, String file, Span at, String path, String message, String help) {}

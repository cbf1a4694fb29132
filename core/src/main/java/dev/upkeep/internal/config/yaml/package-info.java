/**
 * A file of YAML as a tree of values that know where they stand: reading text, parsing it within bounds, saying in plain
 * words what is wrong with its form, replacing variables. Nothing else touches the parser; what keys mean is not known here.
 * Start at {@link dev.upkeep.internal.config.yaml.Yaml}, which gives a {@link dev.upkeep.internal.config.yaml.Value}.
 */
@NullMarked
package dev.upkeep.internal.config.yaml;

import org.jspecify.annotations.NullMarked;

package dev.upkeep.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of type {@link ManagedProcess} whose process is to run: for all tests of the class if it is static, else for each test
 * anew. The name of the field is the id of the process.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Managed {}

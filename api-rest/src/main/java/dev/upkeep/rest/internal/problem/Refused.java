package dev.upkeep.rest.internal.problem;

/** Ends the work on a request early, with what is wrong with it. Has no stack trace: it is an answer, not a bug. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

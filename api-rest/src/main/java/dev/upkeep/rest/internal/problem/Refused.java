package dev.upkeep.rest.internal.problem;

/** Ends the work on a request early, with what is wrong with it. Has no stack trace: it is an answer, not a bug. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String caller;

    public Refused(Problem problem) {
        this(problem, "-");
    }

    /** Of somebody who is known. */
    public Refused(Problem problem, String caller) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.caller = caller;
    }

    /** Who is refused, as far as that is known. */
    public String caller() {
        return caller;
    }

    public Problem problem() {
        return problem;
    }
}

package dev.upkeep.testkit;

import dev.upkeep.rest.ManagementApi;
import org.junit.jupiter.api.Nested;

/**
 * What the listener of a {@link ManagementApi} must do, whichever server it is: hand over requests as they came, send
 * answers as they are, and hold no thread while an action takes its time or a stream is open. Extend it and say how to
 * listen.
 */
public abstract class ManagementContract {
    /** For adapters. */
    protected ManagementContract() {}

    /**
     * Opens a listener on 127.0.0.1, on a free port.
     *
     * @param api answers all requests
     * @return the open listener
     * @throws Exception if it can't be opened, which fails the test
     */
    protected abstract ManagementUnderTest listen(ManagementApi api) throws Exception;

    @Nested
    class Answers extends ManagementAnswerContract {
        @Override
        ManagementUnderTest listen(ManagementApi api) throws Exception {
            return ManagementContract.this.listen(api);
        }
    }

    @Nested
    class Guards extends ManagementGuardContract {
        @Override
        ManagementUnderTest listen(ManagementApi api) throws Exception {
            return ManagementContract.this.listen(api);
        }
    }

    @Nested
    class Actions extends ManagementActionContract {
        @Override
        ManagementUnderTest listen(ManagementApi api) throws Exception {
            return ManagementContract.this.listen(api);
        }
    }

    @Nested
    class Streams extends ManagementStreamContract {
        @Override
        ManagementUnderTest listen(ManagementApi api) throws Exception {
            return ManagementContract.this.listen(api);
        }
    }

    @Nested
    class Situations extends ManagementSituationContract {
        @Override
        ManagementUnderTest listen(ManagementApi api) throws Exception {
            return ManagementContract.this.listen(api);
        }
    }

    @Nested
    class Documents extends ManagementDocumentContract {
        @Override
        ManagementUnderTest listen(ManagementApi api) throws Exception {
            return ManagementContract.this.listen(api);
        }
    }
}

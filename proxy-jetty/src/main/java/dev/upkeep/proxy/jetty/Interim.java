package dev.upkeep.proxy.jetty;

import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/** What an upstream may say before its answer, handed on to the client. */
final class Interim {
    private Interim() {}

    /** 100: reading the client's body, which the sender does now, makes Jetty's server say the same to the client. */
    static final class Continue extends ContinueProtocolHandler {
        @Override
        public boolean accept(Request request, Response response) {
            boolean late = ((UpstreamRequest) request).continued() && response.getStatus() != HttpStatus.CONTINUE_100;
            return !late && super.accept(request, response);
        }
    }

    /** 102. */
    static final class Processing extends ProcessingProtocolHandler {
        @Override
        protected void onProcessing(Request request, HttpFields fields) {
            ((UpstreamRequest) request).attempt().interim(HttpStatus.PROCESSING_102, fields);
        }
    }

    /** What else is or will be; left out, as Jetty takes it for the answer. */
    static final class Unknown extends EarlyHintsProtocolHandler {
        @Override
        public String getName() {
            return "unknown";
        }

        @Override
        public boolean accept(Request request, Response response) {
            return response.getStatus() > HttpStatus.EARLY_HINTS_103 && HttpStatus.isInterim(response.getStatus());
        }
    }

    /** 103. */
    static final class EarlyHints extends EarlyHintsProtocolHandler {
        @Override
        protected void onEarlyHints(Request request, HttpFields fields) {
            ((UpstreamRequest) request).attempt().interim(HttpStatus.EARLY_HINTS_103, fields);
        }
    }
}

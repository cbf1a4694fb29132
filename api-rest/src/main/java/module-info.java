/** The management interface as functions from request to response; a server mounts {@link dev.upkeep.rest.ManagementApi}. */
module dev.upkeep.rest {
    requires transitive dev.upkeep.core;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires static micrometer.core;

    exports dev.upkeep.rest;
    exports dev.upkeep.rest.metrics;
    exports dev.upkeep.rest.access;
    exports dev.upkeep.rest.http;
}

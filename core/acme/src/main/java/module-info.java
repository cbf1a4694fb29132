/** Certificates from an authority such as Let's Encrypt; found by core once it is there. */
module dev.upkeep.acme {
    requires dev.upkeep.core;
    requires static org.jspecify;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.shredzone.acme4j;

    provides dev.upkeep.tls.AcmeClient with
            dev.upkeep.acme.Acme4jClient;
}

package dev.upkeep.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void whatIsAddedIsForStrangersOnlyWhereTheRestIs() {
        Reason open = new Reason("ExitedUnexpectedly", "Exited with code 1").and("; try 1 of 3 now");
        assertThat(open.discreet().sentence()).isEqualTo("Exited with code 1; try 1 of 3 now");

        Reason discreet = new Reason("CannotLaunch", "/opt/app is not there", "Could not be started").and("; gave up");
        assertThat(discreet.sentence()).isEqualTo("/opt/app is not there; gave up");
        assertThat(discreet.discreet()).isEqualTo(new Reason("CannotLaunch", "Could not be started"));
    }
}

package dev.upkeep;

import dev.upkeep.internal.gate.GateSeams;
import dev.upkeep.internal.system.FreePorts;
import dev.upkeep.spi.Prober;
import dev.upkeep.spi.ProcessLauncher;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * All that a supervisor needs from outside, and all its threads.
 *
 * @param launcher starts processes
 * @param prober asks them how they are
 * @param ticker tells the time
 * @param timers wake
 * @param loop runs one task after the other: every decision is made there
 * @param work runs what may block
 * @param gates what held requests need; nothing blocks them there, and it outlasts the processes, as plain routes do
 * @param dice chance, from 0 to 1
 * @param release ends the threads
 * @param compress runs what takes long and can wait
 * @param forward takes lines to SLF4J, one after the other
 * @param ports gives ports to instances
 */
record Outside(
        ProcessLauncher launcher,
        Prober prober,
        Ticker ticker,
        Timers timers,
        Executor loop,
        Executor work,
        GateSeams gates,
        DoubleSupplier dice,
        Runnable release,
        Executor compress,
        Executor forward,
        PortPool ports) {
    Outside(
            ProcessLauncher launcher,
            Prober prober,
            Ticker ticker,
            Timers timers,
            Executor loop,
            Executor work,
            GateSeams gates,
            DoubleSupplier dice,
            Runnable release) {
        this(
                launcher,
                prober,
                ticker,
                timers,
                loop,
                work,
                gates,
                dice,
                release,
                Threads.some("compress", 1),
                Threads.some("forward", 1),
                new PortPool(FreePorts::any, FreePorts::isFree));
    }
}

package dev.upkeep.simulation;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Signal;
import dev.upkeep.simulation.Law.Broken;
import dev.upkeep.simulation.Program.Member;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.OrphanPolicy;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.Renewal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import dev.upkeep.spi.Timers.Pending;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Supervisors whose hands break a law, each in its own way; and the laws that may show it. */
enum Mutant implements World.Breed {
    /** Sends signals to pids, whoever has them by now. */
    TRUSTS_PIDS(Law.NO_STRANGER) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                void send(Member member, Signal signal) {
                    host.machine.signal(member.pid(), program, signal);
                }
            };
        }
    },
    /** Never asks. */
    KILLS_AT_ONCE(Law.GRACE) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                public void signal(Signal signal) {
                    super.signal(Signal.SIGKILL);
                }
            };
        }
    },
    /** Asks for ever. */
    NEVER_KILLS(Law.ANSWERED, Law.CONVERGENCE) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                public void signal(Signal signal) {
                    if (signal != Signal.SIGKILL) {
                        super.signal(signal);
                    }
                }
            };
        }
    },
    /** Takes the end of the root for the end of all. */
    FORGETS_CHILDREN(Law.ONE_INSTANCE, Law.NOTHING_LEFT, Law.TRUTH) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                boolean isGone() {
                    return !program.rootLives();
                }
            };
        }
    },
    /** Tells of an end although there was none. */
    SEES_GHOSTS(Law.ONE_INSTANCE, Law.NOTHING_LEFT, Law.TRUTH) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                public CompletionStage<Exit> exited() {
                    return CompletableFuture.completedFuture(new Exit.Code(0));
                }
            };
        }
    },
    /** Does not notice an end. */
    SLEEPS(Law.TRUTH) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                public CompletionStage<Exit> exited() {
                    return new CompletableFuture<>();
                }
            };
        }
    },
    /** Launches twice to be on the safe side. */
    LAUNCHES_TWICE(Law.ONE_INSTANCE) {
        @Override
        LiveProcess launch(Host host, Launch launch) throws LaunchException {
            host.machine.launch(launch);
            return handle(host, host.machine.launch(launch));
        }
    },
    /** Does not look for what an earlier supervisor has left. */
    FORGETS_ORPHANS(Law.ONE_INSTANCE, Law.NOTHING_LEFT, Law.TRUTH) {
        @Override
        List<Orphan> orphans(List<Orphan> found) {
            return List.of();
        }
    },
    /** Takes orphans for what another description has launched, and launches them anew. */
    FORGETS_NOTES(Law.CAUSE) {
        @Override
        List<Orphan> orphans(List<Orphan> found) {
            return found.stream()
                    .map(o -> new Orphan(
                            o.id(), o.launch(), o.pid(), o.launched(), o.age(), Map.of("fingerprint", "another")))
                    .toList();
        }
    },
    /** Takes every program for well. */
    TRUSTS_PROGRAMS(Law.TRUTH) {
        @Override
        List<Orphan> orphans(List<Orphan> found) {
            return found;
        }

        CompletionStage<ProbeResult> probe() {
            return CompletableFuture.completedFuture(new ProbeResult(true, "looks well", Duration.ZERO));
        }
    },
    /** Counts seconds too fast, so that whoever ends at once seems to have run for long. */
    HURRIES(Law.ATTEMPTS, Law.PERSEVERANCE, Law.CONVERGENCE) {
        @Override
        Moment now(Moment real) {
            return new Moment(real.nanos() * 1000, real.wall());
        }
    },
    /** Wakes nobody after a longer time. */
    OVERSLEEPS(Law.ANSWERED, Law.CONVERGENCE) {
        @Override
        boolean wakes(Duration after) {
            return after.toMillis() < 400;
        }
    },
    /** Sends everybody what is for the root alone. */
    KILLS_FAMILIES(Law.KILL_MODE) {
        @Override
        Handle handle(Host host, Program program) {
            return new Handle(host, program) {
                @Override
                List<Member> reached() {
                    return List.copyOf(program.members);
                }
            };
        }
    },
    /** Launches everybody at once, whatever it needs. */
    FORGETS_NEEDS(Law.NEEDS, Law.WANTED) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            spec.dependsOn(Dependencies.NONE);
        }
    },
    /** Restarts everybody with what it needs. */
    RESTARTS_IN_SYMPATHY(Law.CAUSE) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            spec.dependsOn(wish.spec().dependencies().restarting());
        }
    },
    /** Lets everybody grow old. */
    NEVER_RENEWS(Law.AGE) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            spec.renewal(Renewal.NEVER);
        }
    },
    /** Takes everybody for old long before. */
    RENEWS_EARLY(Law.CAUSE) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            Renewal said = wish.traits().renewal(true);
            said.maxAge().ifPresent(age -> spec.renewal(said.withMaxAge(age.dividedBy(2))));
        }
    },
    /** Weighs nobody. */
    NEVER_WEIGHS(Law.WEIGHT) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            spec.renewal(wish.traits().renewal(false));
        }
    },
    /** Restarts who is not ready for requests. */
    DEMANDS_READINESS(Law.CAUSE) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            Probes probes = wish.traits().probes(Wish.port(wish.id()));
            spec.probes(new Probes(Optional.empty(), probes.readiness()));
        }
    },
    /** Restarts nobody for being ill. */
    IGNORES_ILLNESS(Law.LIVENESS) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            Probes probes = wish.traits().probes(Wish.port(wish.id()));
            spec.probes(new Probes(probes.liveness(), Optional.empty()));
        }
    },
    /** Lets everybody live on whom it finds. */
    SPARES_ALL(Law.ORPHANS) {
        @Override
        void misread(Wish wish, ProcessSpecBuilder spec) {
            spec.orphanPolicy(OrphanPolicy.ADOPT);
        }
    };

    private final Set<Law> laws;

    Mutant(Law first, Law... others) {
        this.laws = EnumSet.of(first, others);
    }

    boolean isCaughtBy(Broken broken) {
        return laws.contains(broken.law);
    }

    Handle handle(Host host, Program program) {
        return new Handle(host, program);
    }

    LiveProcess launch(Host host, Launch launch) throws LaunchException {
        return handle(host, host.machine.launch(launch));
    }

    List<Orphan> orphans(List<Orphan> found) {
        return found;
    }

    CompletionStage<ProbeResult> probe() {
        throw new UnsupportedOperationException();
    }

    Moment now(Moment real) {
        return real;
    }

    boolean wakes(Duration after) {
        return true;
    }

    /** What it makes of a description. */
    void misread(Wish wish, ProcessSpecBuilder spec) {}

    private ProcessSpec understood(Wish wish) {
        ProcessSpecBuilder spec = wish.describe();
        misread(wish, spec);
        return spec.build();
    }

    @Override
    public Host host(Machine machine, SplittableRandom chance) {
        return new Host(machine, chance, this::understood) {
            @Override
            public LiveProcess launch(Launch launch) throws LaunchException {
                machine.laws.launching(launch.id());
                return Mutant.this.launch(this, launch);
            }

            @Override
            public List<Orphan> orphans() {
                return Mutant.this.orphans(super.orphans());
            }

            @Override
            CompletionStage<ProbeResult> probe(Probe probe, Duration timeout) {
                return Mutant.this == TRUSTS_PROGRAMS ? Mutant.this.probe() : super.probe(probe, timeout);
            }

            @Override
            Moment now() {
                return Mutant.this.now(super.now());
            }

            @Override
            Pending wake(Duration delay, Runnable task) {
                return wakes(delay) ? super.wake(delay, task) : () -> {};
            }
        };
    }
}

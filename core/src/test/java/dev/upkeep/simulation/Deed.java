package dev.upkeep.simulation;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;

/** Something that people or fate do to a world. */
sealed interface Deed {
    void on(World world);

    /** An operator asks for something. */
    record Act(ProcessId id, Action action) implements Deed {
        @Override
        public void on(World world) {
            world.act(id, action);
        }
    }

    /** Somebody edits the files. */
    record Write(Wish wish) implements Deed {
        @Override
        public void on(World world) {
            world.machine.disk.write(wish);
        }
    }

    /** Somebody removes an entry from the files. */
    record Delete(ProcessId id) implements Deed {
        @Override
        public void on(World world) {
            world.machine.disk.delete(id);
        }
    }

    /** Somebody is halfway through writing a file, until the next edit. */
    record Tear() implements Deed {
        @Override
        public void on(World world) {
            world.machine.disk.tear(true);
        }
    }

    /** An operator has the files read again. */
    record Reload() implements Deed {
        @Override
        public void on(World world) {
            world.reload();
        }
    }

    /** A program ends by itself. */
    record Crash(ProcessId id, int code) implements Deed {
        @Override
        public void on(World world) {
            world.crash(id, code);
        }
    }

    /** A process that is none of ours takes the next pid for a while. */
    record Visit(int millis) implements Deed {
        @Override
        public void on(World world) {
            world.machine.visit(millis);
        }
    }

    /** The disk is full, or has room again. */
    record FillDisk(boolean full) implements Deed {
        @Override
        public void on(World world) {
            world.machine.fillDisk(full);
        }
    }

    /** The supervisor is killed, and another is started after so many milliseconds. */
    record Die(int pause) implements Deed {
        @Override
        public void on(World world) {
            world.die(pause);
        }
    }

    /** A client asks the proxy for something. */
    record Request(ProcessId id) implements Deed {
        @Override
        public void on(World world) {
            world.request(id);
        }
    }
}

package dev.upkeep.examples.launcher;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Signals to this JVM. A shutdown hook is told of the first only, and the second must kill; {@code sun.misc.Signal} can tell
 * them apart. It is reached by reflection, because javac warns of every direct use and nothing silences it.
 */
final class Signals {
    private final IntConsumer handler;

    private Signals(IntConsumer handler) {
        this.handler = handler;
    }

    /**
     * From now on tells the handler, on a thread of its own, of each of these signals.
     *
     * @param names without {@code SIG}
     * @param handler is given the number
     */
    static void handle(List<String> names, IntConsumer handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Object told = MethodHandleProxies.asInterfaceInstance(
                    type,
                    lookup.bind(new Signals(handler), "told", MethodType.methodType(void.class, Object.class))
                            .asType(MethodType.methodType(void.class, signal)));
            for (String name : names) {
                signal.getMethod("handle", signal, type)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals: not available in this JVM", e);
        }
    }

    private void told(Object signal) {
        try {
            handler.accept((int) signal.getClass().getMethod("getNumber").invoke(signal));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

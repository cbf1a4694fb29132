package dev.upkeep.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Starts what a class and its tests need, and stops it after them. */
final class UpkeepExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(UpkeepExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context, Optional.empty(), context.getRequiredTestClass().getName());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(
                context,
                Optional.of(context.getRequiredTestInstance()),
                context.getRequiredTestClass().getName() + "."
                        + context.getRequiredTestMethod().getName());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        stages(context).flatMap(stage -> stage.processes().stream()).forEach(process -> {
            String lines = LastLines.of(process.logs());
            failure.addSuppressed(
                    new Output(process.id() + " was " + process.status().reason() + ". " + lines));
            context.publishReportEntry(process.id(), lines);
        });
        throw failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HttpClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return HttpClient.newHttpClient();
    }

    private static void begin(ExtensionContext context, Optional<Object> instance, String name) {
        Map<String, ManagedProcess> processes = processes(context.getRequiredTestClass(), instance);
        if (!processes.isEmpty()) {
            context.getStore(NAMESPACE).put(Stage.class, Stage.of(name, processes));
        }
    }

    private static void end(ExtensionContext context) {
        Stage stage = context.getStore(NAMESPACE).remove(Stage.class, Stage.class);
        if (stage != null) {
            stage.close();
        }
    }

    /** That of the test, and that of its class. */
    private static Stream<Stage> stages(ExtensionContext context) {
        return Stream.iterate(Optional.of(context), Optional::isPresent, c -> c.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .flatMap(c -> Stream.ofNullable(c.getStore(NAMESPACE).get(Stage.class, Stage.class)))
                .distinct();
    }

    private static Map<String, ManagedProcess> processes(Class<?> tests, Optional<Object> instance) {
        List<Field> fields = AnnotationSupport.findAnnotatedFields(
                tests,
                Managed.class,
                field -> Modifier.isStatic(field.getModifiers()) == instance.isEmpty(),
                HierarchyTraversalMode.TOP_DOWN);
        Map<String, ManagedProcess> processes = new LinkedHashMap<>();
        for (Field field : fields) {
            Object value = ReflectionSupport.tryToReadFieldValue(field, instance.orElse(null))
                    .toOptional()
                    .orElse(null);
            if (!(value instanceof ManagedProcess process)) {
                throw new IllegalStateException(field + " is not a process (expected: ManagedProcess.command(…))");
            }
            processes.put(field.getName(), process);
        }
        return processes;
    }
}

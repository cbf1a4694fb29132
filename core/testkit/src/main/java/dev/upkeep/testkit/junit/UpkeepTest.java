package dev.upkeep.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that need processes, which are its fields with {@link Managed}:
 *
 * <pre>{@code
 * @UpkeepTest
 * class OrdersTest {
 *     @Managed
 *     static ManagedProcess api = ManagedProcess.command("node", "index.js").freePort("PORT").waitingFor(Ready.http("/health"));
 *
 *     @Test
 *     void answers(HttpClient http) throws Exception {
 *         assertThat(http.send(api.get("/orders"), ofString()).statusCode()).isEqualTo(200);
 *     }
 * }
 * }</pre>
 *
 * <p>Static fields live for all tests of the class, others for one test. All are started at once. A test may ask for an
 * {@link java.net.http.HttpClient} as a parameter. If a test fails, the last lines of each process are told with the failure. If
 * the JVM is killed, the processes are, too, where there is {@code /proc} and {@code sh}.
 */
@SuppressWarnings("exports") // the extension is for JUnit only
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(UpkeepExtension.class)
public @interface UpkeepTest {}

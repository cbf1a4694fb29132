/* The process that is supervised in the benchmarks: child NAME FIFO idle | serve PORT | flood FIRST SECOND | lines EACH_SECOND SECONDS
 * The first thing it does is to look at the clock; it writes "NAME PID NANOSECONDS" to the fifo. It prints nothing before
 * SIGUSR1, and its last line says END. A flood has two parts, in megabytes: WARM ends the first, another SIGUSR1 begins the second. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 100, CHUNK = 80 * LINE };

static void report(const char *name, const char *fifo, struct timespec now) {
    char text[256];
    int length = snprintf(text, sizeof text, "%s %d %lld%09ld\n", name, getpid(), (long long)now.tv_sec, now.tv_nsec);
    int fd = open(fifo, O_WRONLY | O_NONBLOCK);
    if (fd < 0 || write(fd, text, length) != length) _exit(3);
    close(fd);
}

/* tells s6 that it is ready, if it asked for that */
static void notify(void) {
    const char *fd = getenv("NOTIFY_FD");
    if (fd && write(atoi(fd), "\n", 1) == 1) close(atoi(fd));
}

static void print(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(1, bytes, count);
        if (written <= 0) _exit(4);
        bytes += written;
        count -= written;
    }
}

static void serve(int port) {
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    char request[4096];
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 64)) _exit(5);
    notify();
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) _exit(6);
        if (read(client, request, sizeof request) > 0 && write(client, answer, sizeof answer - 1) < 0) _exit(7);
        close(client);
    }
}

/* lines of 100 bytes, 80 at once, as fast as they are taken */
static void flood(long megabytes) {
    char chunk[CHUNK];
    memset(chunk, 'x', CHUNK);
    for (int i = LINE - 1; i < CHUNK; i += LINE) chunk[i] = '\n';
    for (long left = megabytes * 1000000 / CHUNK; left > 0; left--) print(chunk, CHUNK);
}

/* one write for each line, evenly spread; who was late catches up */
static void lines(long each_second, long seconds) {
    struct timespec next;
    char line[LINE + 1];
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (long i = 0; i < each_second * seconds; i++) {
        snprintf(line, sizeof line, "%08ld %090d\n", i, 0);
        print(line, LINE);
        next.tv_nsec += 1000000000 / each_second;
        if (next.tv_nsec >= 1000000000) next.tv_sec++, next.tv_nsec -= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
}

static void await_signal(const sigset_t *go) {
    int caught;
    notify();
    sigwait(go, &caught);
}

int main(int count, char **words) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (count < 4) return 2;
    sigset_t go;
    sigemptyset(&go);
    sigaddset(&go, SIGUSR1);
    sigprocmask(SIG_BLOCK, &go, NULL);
    report(words[1], words[2], now);
    if (!strcmp(words[3], "serve")) serve(atoi(words[4]));
    await_signal(&go);
    if (!strcmp(words[3], "flood")) {
        flood(atol(words[4]));
        print("WARM\n", 5);
        sigwait(&go, &(int){0});
        flood(atol(words[5]));
    }
    if (!strcmp(words[3], "lines")) lines(atol(words[4]), atol(words[5]));
    print("END\n", 4);
    for (;;) pause();
}

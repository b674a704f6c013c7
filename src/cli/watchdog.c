/* SPDX-License-Identifier: MIT */
/* Decides whether the program makes progress. Each part reports for how long it has been busy with
 * the same thing; 0 means idle. A part is stuck when that is longer than systemd's limit. */
#include "cli/watchdog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "cli/notify.h"

struct watchdog watchdog_of_environment(void)
{
    int64_t pid, usec;
    const char *pid_text = getenv("WATCHDOG_PID"), *usec_text = getenv("WATCHDOG_USEC");
    struct watchdog w = {0};
    if (usec_text == NULL || !str_int(str_from(usec_text), &usec) || usec <= 0)
        return w;
    if (pid_text != NULL && (!str_int(str_from(pid_text), &pid) || pid != getpid()))
        return w;
    w.limit_ms = usec < 1000 ? 1 : usec / 1000;
    return w;
}

int64_t watchdog_pause_ms(const struct watchdog *w)
{
    return w->limit_ms == 0 ? -1 : (w->limit_ms + 3) / 4;
}

static int64_t jobs_stuck_ms(struct app *app)
{
    int64_t age_ms = job_health_age_ms(&app->jobs);
    return age_ms < 0 ? 0 : age_ms;
}

void watchdog_notify(struct watchdog *w, struct app *app)
{
    if (w->limit_ms == 0)
        return;
    const struct {
        const char *what;
        int64_t stuck_ms;
    } parts[] = {
        {"a page thread", fastcgi_page_stuck_ms(app->fastcgi)},
        {"the slow pool", fastcgi_slow_stuck_ms(app->fastcgi)},
        {"the writer", db_write_stuck_ms(app->db)},
        {"the jobs", jobs_stuck_ms(app)},
    };
    unsigned stuck = 0;
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].stuck_ms < w->limit_ms)
            continue;
        stuck |= 1u << i;
        if ((w->stuck & 1u << i) == 0)
            log_error("the watchdog is not notified: %s made no progress for %" PRId64 " ms",
                      parts[i].what, parts[i].stuck_ms);
    }
    if (stuck == 0 && w->stuck != 0)
        log_info("the watchdog is notified again: everything makes progress");
    w->stuck = stuck;
    if (stuck == 0)
        notify("WATCHDOG=1");
}

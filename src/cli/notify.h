/* SPDX-License-Identifier: MIT */
/* Tells systemd the program's state (sd_notify(3), without its library). */
#ifndef CLI_NOTIFY_H
#define CLI_NOTIFY_H

/* Sends "RELOADING=1" with the time, as systemd requires. Call before files are read again, and
 * send "READY=1" afterwards. */
void notify_reloading(void);

/* Sends STATE ("READY=1") to $NOTIFY_SOCKET; does nothing if that is not set. Failures are ignored,
 * since systemd has a timeout of its own. */
void notify(const char *state);

#endif

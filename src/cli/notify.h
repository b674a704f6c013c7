/* SPDX-License-Identifier: MIT */
/* Telling systemd how far we are (sd_notify(3), without its library). */
#ifndef CLI_NOTIFY_H
#define CLI_NOTIFY_H

/* Before what is read again: "RELOADING=1" with the time, which systemd wants to go by. */
void notify_reloading(void);

/* Sends STATE ("READY=1") to $NOTIFY_SOCKET; nothing where there is none. A failure is no matter:
 * the supervisor has a time-out of its own. */
void notify(const char *state);

#endif

// SPDX-License-Identifier: MIT
// What systemd does for the program, in small: it keeps the listening socket, hands it over as descriptor 3,
// and starts the program again whenever that has ended. In Perl, which every Debian has: Node would take the
// connections itself.

import fs from 'node:fs';
import * as processes from './processes.mjs';
import { waitFor } from './wait.mjs';

const SUPERVISOR = `use Socket; use POSIX;
    my ($path, @command) = @ARGV;
    $^F = 100; $| = 1;
    my $s;
    socket($s, AF_UNIX, SOCK_STREAM, 0) && bind($s, pack_sockaddr_un($path)) && listen($s, 1024) or die $!;
    chmod 0666, $path;
    my ($child, $done) = (0, 0);
    $SIG{HUP} = sub { kill 'TERM', $child if $child; };
    $SIG{USR1} = sub { kill 'KILL', $child if $child; };
    $SIG{TERM} = sub { $done = 1; kill 'TERM', $child if $child; };
    until ($done) {
        $child = fork // die $!;
        unless ($child) {
            POSIX::dup2(fileno($s), 3) // die $! if fileno($s) != 3;
            ($ENV{LISTEN_PID}, $ENV{LISTEN_FDS}) = ($$, 1);
            exec @command;
        }
        print "started $child\\n";
        until (waitpid($child, 0) == $child) { last if $!{ECHILD}; }
        print "ended $child: $?\\n";
        $child = 0;
    }`;

export class Supervisor {
    /** Starts SITE's program under it; the site's own `process` is the supervisor. EXTRA: more arguments. */
    static async start(site, { env, extra = [] } = {}) {
        const it = new Supervisor();
        it.log = `${processes.root}/${processes.nextName('supervisor')}.log`;
        it.site = site;
        it.process = site.process = processes.start('perl',
            ['-MErrno', '-e', SUPERVISOR, site.socket, processes.program, 'serve', '--site', site.dir, ...extra], { log: it.log, env });
        await waitFor('the program serves', () => it.serving === 1);
        return it;
    }

    lines(pattern) { return [...fs.readFileSync(this.log, 'utf8').matchAll(pattern)]; }
    /** The process ids of all that were started, in order. */
    get pids() { return this.lines(/^started (\d+)$/gm).map((m) => Number(m[1])); }
    /** The exit statuses of all that have ended, in order. */
    get statuses() { return this.lines(/^ended \d+: (\d+)$/gm).map((m) => Number(m[1])); }
    get pid() { return this.pids.at(-1); }

    /** How many have begun to serve. */
    get serving() { return this.lines(/ serving /g).length; }

    /** Ends the program with SIGTERM (SIGNAL 'SIGKILL': with that); waits until the next one serves. */
    async restart(signal = 'SIGTERM') {
        const before = this.serving;
        this.process.signal(signal === 'SIGKILL' ? 'SIGUSR1' : 'SIGHUP');
        await waitFor('the program serves again', () => this.serving > before);
    }
}

// SPDX-License-Identifier: MIT
// A process's own numbers, as /metrics gives them.

import { Connection } from './fastcgi.mjs';

/** { requests_total: n, cache_hits_total: n ... } of the process that listens on SITE's socket. */
export async function metrics(site) {
    const connection = new Connection(site.socket);
    try {
        const answer = await connection.ask('/metrics');
        const lines = answer.body.toString().split('\n').filter((line) => line && !line.startsWith('#'));
        return Object.fromEntries(lines.map((line) => line.split(' ')).map(([name, n]) => [name.replace(/^broadsheet_/, ''), Number(n)]));
    } finally {
        connection.close();
    }
}

// SPDX-License-Identifier: MIT
// Readers who ask at the same moment, each on a connection of its own, through the shipped files of both web servers.

import { debiansNginx, startApacheProxy, startNginx } from '../../http/lib/servers.mjs';
import { get, load, requestFile } from './tools.mjs';

export const READERS = 4000;
const servers = { nginx: (site) => startNginx(site, { main: debiansNginx }), apache: startApacheProxy };

/** How many of them get no page, by web server: { nginx, apache }. */
export async function rushRefused(site, path) {
    const refused = {};
    for (const [name, start] of Object.entries(servers)) {
        const server = await start(site);
        const { errors } = await load(server.port, requestFile([get(path).replace('HTTP/1.1', 'HTTP/1.0')]), { count: READERS, connections: READERS });
        await server.stop();
        refused[name] = errors;
    }
    return refused;
}

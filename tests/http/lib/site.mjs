// SPDX-License-Identifier: MIT
// A site in a folder of its own, the program that serves it, and what the tests do to both.

import fs from 'node:fs';
import * as processes from './processes.mjs';
import { Browser } from './client.mjs';
import { startNginx } from './servers.mjs';
import { waitFor } from './wait.mjs';

/** Every test account's password. */
export const PASSWORD = 'a long enough test password';

function beginningOf(file, n) {
    const bytes = Buffer.alloc(n), fd = fs.openSync(file);
    fs.readSync(fd, bytes);
    fs.closeSync(fd);
    return bytes.toString('latin1');
}

export class Site {
    constructor() {
        const name = processes.nextName('site');
        this.dir = `${processes.root}/${name}`;
        this.socket = `${processes.root}/${name}.socket`;
        this.log = `${processes.root}/${name}.log`;
        this.process = null;
        this.server = null;
    }

    get port() { return this.server.port; }
    browser(options) { return new Browser(this.port, options); }

    /** `broadsheet ARGS --site DIR`: { code, out, err }. */
    cli(args, options) { return processes.run(processes.program, [...args, '--site', this.dir], options); }

    async mustCli(args, options) {
        const result = await this.cli(args, options);
        if (result.code !== 0) throw new Error(`broadsheet ${args.join(' ')}: exit ${result.code}\n${result.out}${result.err}`);
        return result;
    }

    get database() {
        const name = fs.readdirSync(this.dir).find((f) => {
            const file = `${this.dir}/${f}`;
            return fs.statSync(file).isFile() && beginningOf(file, 15) === 'SQLite format 3';
        });
        if (!name) throw new Error(`no database in ${this.dir}: ${fs.readdirSync(this.dir)}`);
        return `${this.dir}/${name}`;
    }

    /** Runs SQL past the program, with SQLite's own command; the rows as text, one a line. */
    async sql(text) {
        const result = await processes.run('sqlite3', ['-batch', '-cmd', '.timeout 10000', '-cmd', 'PRAGMA wal_autocheckpoint=0', this.database], { input: `.once /dev/null\nSELECT 1;\n${text}\n` });
        if (result.code !== 0) throw new Error(`sqlite3: ${result.err}\n${text}`);
        return result.out.trim().replace(/^0\n?/, '');
    }

    async addUser(login, role) {
        const file = `${processes.root}/${processes.nextName('password')}`;
        fs.writeFileSync(file, `${PASSWORD}\n`);
        processes.giveToServer(file);
        await this.mustCli(['user', 'add', login, '--role', role, '--password-file', file]);
    }

    /**
     * Adds an article through the command line; gives { path, id } once published, where it is to be
     * published and the site is being served.
     */
    async article({ title, body = 'A paragraph.\n\nAnother one.\n', slug, section, publish = true }) {
        slug ??= processes.nextName('story-');
        const file = `${processes.root}/${slug.slice(0, 60)}.md`;
        fs.writeFileSync(file, body);
        const result = await this.mustCli(['article', 'add', '--title', title ?? `Story ${slug}`, '--slug', slug, '--file', file,
            ...(section ? ['--section', section] : []), ...(publish ? ['--publish'] : [])]);
        const [row] = (await this.sql(`SELECT id || ' ' || day FROM article WHERE slug = '${slug}';`)).split('\n');
        const [id, day] = row.split(' ');
        const path = day === '0' ? null : `/${day.slice(0, 4)}/${day.slice(4, 6)}/${day.slice(6, 8)}/${slug}/`;
        if (path && this.server) {
            await waitFor(`${path} is served`, async () => {
                const answer = await this.browser().head(path);
                return answer.status === 200;
            });
        }
        return { id: Number(id), path, slug, output: result.out };
    }

    /** Starts the program (again). EXTRA: more arguments. */
    async start({ wait = true, extra = [], env, wrapper = [] } = {}) {
        const command = [...wrapper, processes.program, 'serve', '--site', this.dir, '--listen', `unix:${this.socket}`, ...extra];
        this.process = processes.start(command[0], command.slice(1), { log: this.log, env, death: 'KILL' });
        if (wait) await processes.answering(this.process, this.socket, 'the program');
        return this.process;
    }

    /** Stops it as systemd does, and gives how it ended. */
    async stop(signal = 'SIGTERM') {
        const ended = await this.process.stop(signal);
        return ended;
    }

    async close() {
        if (this.server) await this.server.stop();
        if (this.process?.running) await this.process.stop('SIGKILL');
    }
}

/** How many connections the kernel has on the program's socket: taken by it, or waiting to be. */
export const connectionsOf = (site) => fs.readFileSync('/proc/net/unix', 'utf8').split('\n').filter((line) => line.endsWith(site.socket)).length - 1;

/** An empty site (or the sample), not served yet. USERS: { login: role }. SETTINGS: { name: value }. */
export async function makeSite({ sample = false, users = {}, settings = {} } = {}) {
    const site = new Site();
    fs.mkdirSync(site.dir);
    processes.giveToServer(site.dir);
    const made = await processes.run(processes.program, ['init', site.dir, ...(sample ? ['--sample'] : [])]);
    if (made.code !== 0) throw new Error(`broadsheet init: exit ${made.code}\n${made.out}${made.err}`);
    for (const [login, role] of Object.entries(users)) await site.addUser(login, role);
    if (Object.keys(settings).length) {
        await site.sql(Object.entries(settings).map(([name, value]) =>
            `INSERT INTO setting (name, value) VALUES ('${name}', '${value}') ON CONFLICT (name) DO UPDATE SET value = excluded.value;`)
            .join('\n') + '\nUPDATE site SET content_version = content_version + 1;');
    }
    return site;
}

/** The same, served by the program behind SERVER. */
export async function serveSite({ server = startNginx, start = {}, ...options } = {}) {
    const site = await makeSite(options);
    if (!server.startsProgram) await site.start(start);
    site.server = await server(site);
    return site;
}

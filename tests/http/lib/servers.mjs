// SPDX-License-Identifier: MIT
// The web servers, each from exactly the file in docs/ that a real machine installs, with only the
// marked paths and the port set.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import * as processes from './processes.mjs';

const MODULES = '/usr/lib/apache2/modules';

/** The file docs/NAME with each of PAIRS replaced everywhere; each must be in it. */
function shipped(name, pairs) {
    let text = fs.readFileSync(`${processes.checkout}/docs/${name}`, 'utf8');
    for (const [from, to] of pairs) {
        const changed = from instanceof RegExp ? text.replace(from, to) : text.replaceAll(from, to);
        if (changed === text && from !== to) throw new Error(`docs/${name} does not mention ${from}`);
        text = changed;
    }
    return text;
}

function folder(kind) {
    const dir = `${processes.root}/${processes.nextName(kind)}`;
    fs.mkdirSync(dir);
    processes.giveToServer(dir);
    return dir;
}

/** Starts a server on a free port; on another one where somebody was faster. */
async function onFreePort(what, dir, configure, begin) {
    for (let attempt = 1; ; attempt++) {
        const port = await processes.freePort();
        configure(port);
        const p = begin();
        try {
            await processes.answering(p, port, what);
            return { port, dir, process: p, stop: () => p.stop('SIGTERM'), reload: (signal) => p.signal(signal) };
        } catch (e) {
            if (attempt === 5 || !/in use/i.test(e.message)) throw e;
        }
    }
}

/** The sites of a server: SITES is one, or an object of them by name, each { dir, socket, host }. */
const named = (sites) => (sites.dir ? { broadsheet: sites } : sites);

/** As docs/DEPLOY.md turns on HTTPS: the lines that begin with "#tls", with CERTIFICATE ({ cert, key }) for certbot's. */
const withTls = (text, { cert, key }) => text.replace(/^( *)#tls /gm, '$1')
    .replaceAll(/\/etc\/letsencrypt\/live\/[^/]+\/fullchain\.pem/g, cert).replaceAll(/\/etc\/letsencrypt\/live\/[^/]+\/privkey\.pem/g, key);
/** The lines that begin with "#proxy", with this machine as the proxy that is trusted. */
const withProxy = (text) => text.replace(/^( *)#proxy (.*) 192\.0\.2\.10(.*)$/gm, '$1$2 127.0.0.1$3').replace(/^( *)#proxy (?!.* 2001:db8)/gm, '$1');

const withMore = (text, lines) => text.replace(/^ *include .*\b(server|common)\.conf;?$/im, (line) => `${line}\n${lines}`);

/** The main file of a test's own nginx, with ROOM in `events`. */
const ownNginx = (dir, connections) => `
            ${processes.asRoot ? 'user www-data;' : ''}
            worker_processes 2;
            ${connections > 1024 ? `worker_rlimit_nofile ${connections};` : ''}
            error_log error.log;
            pid nginx.pid;
            events { worker_connections ${connections}; }
            http {
                include /etc/nginx/mime.types;
                default_type application/octet-stream;
                sendfile on;
                include ${dir}/conf.d/*.conf;
                include ${dir}/sites-enabled/*;
            }`;

/** Debian's own nginx.conf with the changes that DEPLOY makes to it, in DIR. */
export function debiansNginx(dir) {
    const deploy = fs.readFileSync(`${processes.checkout}/docs/DEPLOY.md`, 'utf8');
    const command = /^ {4}(sed -i [^\n]* \/etc\/nginx\/nginx\.conf)$/m.exec(deploy)[1];
    fs.copyFileSync('/etc/nginx/nginx.conf', `${dir}/debian.conf`);
    execFileSync('sh', ['-c', command.replace('/etc/nginx/nginx.conf', `${dir}/debian.conf`)]);
    const text = fs.readFileSync(`${dir}/debian.conf`, 'utf8');
    assert.match(text, /worker_connections 10000;/);
    assert.match(text, /^worker_rlimit_nofile \d{5};/m);
    return (processes.asRoot ? text : text.replace(/^user .*/m, '')).replaceAll('/etc/nginx/conf.d/', `${dir}/conf.d/`).replaceAll('/etc/nginx/sites-enabled/', `${dir}/sites-enabled/`)
        .replaceAll('/var/log/nginx/', `${dir}/`).replace('/run/nginx.pid', `${dir}/nginx.pid`);
}

/**
 * CONNECTIONS: how many a worker may have. MAIN: the main file, a function of nginx's folder, in place of a small one
 * for tests. TLS: { port, cert, key }. PROXY: this machine is a trusted proxy. ADD: lines for the site's own file, after
 * what it includes.
 */
export function startNginx(sites, { connections = 1024, main, tls, proxy, add } = {}) {
    const dir = folder('nginx');
    for (const sub of ['conf.d', 'sites-enabled']) fs.mkdirSync(`${dir}/${sub}`);
    const configure = (port) => {
        fs.writeFileSync(`${dir}/conf.d/broadsheet.conf`, shipped('nginx-common.conf', []));
        fs.writeFileSync(`${dir}/server.conf`, shipped('nginx-server.conf', [['/usr/share/broadsheet/public', processes.publicDir]]));
        for (const [name, site] of Object.entries(named(sites))) {
            let text = shipped('nginx.conf', [
                ['/run/broadsheet/broadsheet.sock', site.socket],
                ['/usr/share/broadsheet/nginx/', `${dir}/`],
                ['/var/lib/broadsheet;', `"${site.dir}";`],
                ['/var/log/nginx/broadsheet', `${dir}/${name}`],
                ['upstream broadsheet {', `upstream ${name} {`],
                ['broadsheet_upstream broadsheet;', `broadsheet_upstream ${name};`],
                ['listen 80;', `listen 127.0.0.1:${port};`],
                ['    listen [::]:80;\n', ''],
                ['    #tls listen [::]:443 ssl http2;\n', ''],
                ['listen 443 ', `listen 127.0.0.1:${tls?.port} `],
                ...(site.host ? [['news.example.org', site.host]] : []),
            ]);
            if (tls) text = withTls(text, tls);
            if (proxy) text = withProxy(text);
            if (add) text = withMore(text, add);
            fs.writeFileSync(`${dir}/sites-enabled/${name}`, text);
        }
        const temporary = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'].map((t) => `${t}_temp_path ${dir}/temp-${t};`).join(' ');
        fs.writeFileSync(`${dir}/nginx.conf`, `daemon off;\n${(main?.(dir) ?? ownNginx(dir, connections)).replace('http {', `http { ${temporary}`)}`);
    };
    return onFreePort('nginx', dir, configure, () => processes.start('nginx',
        ['-p', dir, '-c', `${dir}/nginx.conf`, '-e', `${dir}/error.log`], { log: `${dir}/error.log`, own: false }));
}

function startApache(name, sites, modules, pairs, { prepare = () => {}, tls, proxy, add } = {}) {
    const dir = folder(name.replace('.conf', '-'));
    prepare(dir);
    const log = `${dir}/error.log`;
    const configure = (port) => {
        fs.writeFileSync(`${dir}/common.conf`, shipped('apache-common.conf', [['/usr/share/broadsheet/public', processes.publicDir]]));
        for (const [called, site] of Object.entries(named(sites))) {
            let text = shipped(name, [
                ...pairs(dir, site, called),
                ['/usr/share/broadsheet/apache/', `${dir}/`],
                [/(?<=Define broadsheet_folder )\S+/, `"${site.dir}"`],
                ['/var/log/apache2/broadsheet', `${dir}/${called}`],
                ...(site.host ? [['news.example.org', site.host]] : []),
            ]);
            if (tls) text = withTls(text.replace(/^<VirtualHost \*:80>/gm, `<VirtualHost *:${tls.port}>`), tls);
            if (proxy) text = withProxy(text);
            if (add) text = withMore(text, add);
            fs.writeFileSync(`${dir}/site-${called}.conf`, text.replaceAll('*:80', `*:${port}`));
        }
        const load = ['mpm_event', 'authz_core', 'authz_host', 'mime', 'dir', 'alias', 'env', 'setenvif', 'rewrite', 'headers', 'filter',
            'deflate', 'reqtimeout', ...(tls ? ['socache_shmcb', 'ssl'] : []), ...(proxy ? ['remoteip'] : []), ...modules];
        fs.writeFileSync(`${dir}/apache.conf`, `
            ServerName localhost
            ServerRoot ${dir}
            PidFile ${dir}/apache.pid
            Listen 127.0.0.1:${port}
            ${tls ? `Listen 127.0.0.1:${tls.port} https` : ''}
            ErrorLog ${log}
            ${processes.asRoot ? 'User www-data\n            Group www-data' : ''}
            Mutex file:${dir} default
            DefaultRuntimeDir ${dir}
            ${load.map((m) => `LoadModule ${m}_module ${MODULES}/mod_${m}.so`).join('\n            ')}
            TypesConfig /etc/mime.types
            # As Debian has it: compression of text, for every site.
            AddOutputFilterByType DEFLATE text/html text/plain text/xml text/css text/javascript
            <IfModule mod_fcgid.c>
                FcgidIPCDir ${dir}
                FcgidProcessTableFile ${dir}/fcgid_shm
            </IfModule>
            <IfModule mod_cgid.c>
                ScriptSock ${dir}/cgisock
            </IfModule>
            StartServers 1
            <Directory />
                AllowOverride None
                Require all denied
            </Directory>
            Include ${processes.checkout}/docs/apache-limits.conf
            Include ${dir}/site-*.conf\n`);
    };
    return onFreePort('Apache', dir, configure, () => processes.start('apache2',
        ['-f', `${dir}/apache.conf`, '-DFOREGROUND'], { log, own: false }));
}

export const startApacheProxy = (sites, options) => startApache('apache-proxy.conf', sites, ['proxy', 'proxy_fcgi', 'buffer'],
    (_, site, name) => [['/run/broadsheet/broadsheet.sock', site.socket], ['fcgi://broadsheet/', `fcgi://${name}/`]], options);

export const startApacheFcgid = (sites, options) => startApache('apache-fcgid.conf', sites, ['fcgid'],
    () => [['/usr/bin/broadsheet', processes.program]], options);
startApacheFcgid.startsProgram = true;

export const startApacheCgi = (site) => startApache('apache-cgi.conf', site, ['cgid'],
    (dir) => [['/usr/lib/cgi-bin/broadsheet.cgi', `${dir}/broadsheet.cgi`]],
    { prepare: (dir) => {
        // The script is the one that the file's opening comment tells to write.
        const conf = fs.readFileSync(`${processes.checkout}/docs/apache-cgi.conf`, 'utf8');
        const script = /^#   (#!\/bin\/sh)\n#   (exec .*)$/m.exec(conf).slice(1).join('\n') + '\n';
        fs.writeFileSync(`${dir}/broadsheet.cgi`, script.replace('/usr/bin/broadsheet', processes.program)
            .replace('/var/lib/broadsheet', site.dir));
        fs.chmodSync(`${dir}/broadsheet.cgi`, 0o755);
    } });
startApacheCgi.startsProgram = true;

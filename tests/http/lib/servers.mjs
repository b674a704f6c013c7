// SPDX-License-Identifier: MIT
// The web servers, each from exactly the file in docs/ that a real machine installs, with only the
// marked paths and the port set.

import fs from 'node:fs';
import * as processes from './processes.mjs';

const MODULES = '/usr/lib/apache2/modules';

/** The file docs/NAME with each of PAIRS replaced everywhere; each must be in it. */
function shipped(name, pairs) {
    let text = fs.readFileSync(`${processes.checkout}/docs/${name}`, 'utf8');
    for (const [from, to] of pairs) {
        if (!text.includes(from)) throw new Error(`docs/${name} does not mention ${from}`);
        text = text.replaceAll(from, to);
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

/** CONNECTIONS: how many a worker may have. */
export function startNginx(site, { connections = 1024 } = {}) {
    const dir = folder('nginx');
    const configure = (port) => {
        fs.writeFileSync(`${dir}/site.conf`, shipped('nginx.conf', [
            ['/run/broadsheet/broadsheet.sock', site.socket],
            ['/usr/share/broadsheet/public', processes.publicDir],
            ['/var/lib/broadsheet', site.dir],
            ['/var/log/nginx', dir],
            ['listen 80;', `listen 127.0.0.1:${port};`],
            ['    listen [::]:80;\n', ''],
        ]));
        fs.writeFileSync(`${dir}/nginx.conf`, `
            ${processes.asRoot ? 'user www-data;' : ''}
            worker_processes 2;
            ${connections > 1024 ? `worker_rlimit_nofile ${connections};` : ''}
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections ${connections}; }
            http {
                include /etc/nginx/mime.types;
                default_type application/octet-stream;
                sendfile on;
                client_body_temp_path body;
                fastcgi_temp_path fastcgi;
                proxy_temp_path proxy;
                scgi_temp_path scgi;
                uwsgi_temp_path uwsgi;
                include site.conf;
            }`);
    };
    return onFreePort('nginx', dir, configure, () => processes.start('nginx',
        ['-p', dir, '-c', `${dir}/nginx.conf`, '-e', `${dir}/error.log`], { log: `${dir}/error.log`, own: false }));
}

function startApache(name, site, modules, pairs, prepare = () => {}) {
    const dir = folder(name.replace('.conf', '-'));
    prepare(dir);
    const log = `${dir}/error.log`;
    const configure = (port) => {
        fs.writeFileSync(`${dir}/site.conf`, shipped(name, [
            ...pairs(dir),
            ['/usr/share/broadsheet/public', processes.publicDir],
            ['/var/lib/broadsheet', site.dir],
            ['/var/log/apache2', dir],
            ['*:80', `*:${port}`],
        ]));
        const load = ['mpm_event', 'authz_core', 'mime', 'dir', 'alias', 'env', 'setenvif', 'rewrite', 'headers', 'filter',
            'deflate', ...modules];
        fs.writeFileSync(`${dir}/apache.conf`, `
            ServerName localhost
            ServerRoot ${dir}
            PidFile ${dir}/apache.pid
            Listen 127.0.0.1:${port}
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
            Include ${dir}/site.conf\n`);
    };
    return onFreePort('Apache', dir, configure, () => processes.start('apache2',
        ['-f', `${dir}/apache.conf`, '-DFOREGROUND'], { log, own: false }));
}

export const startApacheProxy = (site) => startApache('apache-proxy.conf', site, ['proxy', 'proxy_fcgi'],
    () => [['/run/broadsheet/broadsheet.sock', site.socket]]);

export const startApacheFcgid = (site) => startApache('apache-fcgid.conf', site, ['fcgid'],
    () => [['/usr/bin/broadsheet', processes.program]]);
startApacheFcgid.startsProgram = true;

export const startApacheCgi = (site) => startApache('apache-cgi.conf', site, ['cgid'],
    (dir) => [['/usr/lib/cgi-bin/broadsheet.cgi', `${dir}/broadsheet.cgi`]],
    (dir) => {
        // The script is the one that the file's opening comment tells to write.
        const conf = fs.readFileSync(`${processes.checkout}/docs/apache-cgi.conf`, 'utf8');
        const script = /^#   (#!\/bin\/sh)\n#   (exec .*)$/m.exec(conf).slice(1).join('\n') + '\n';
        fs.writeFileSync(`${dir}/broadsheet.cgi`, script.replace('/usr/bin/broadsheet', processes.program)
            .replace('/var/lib/broadsheet', site.dir));
        fs.chmodSync(`${dir}/broadsheet.cgi`, 0o755);
    });
startApacheCgi.startsProgram = true;

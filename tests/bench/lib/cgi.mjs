// SPDX-License-Identifier: MIT
// What a request costs where each starts a process of its own.

import fs from 'node:fs';
import * as processes from '../../http/lib/processes.mjs';

const READER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const SECONDS = /(\d+)m([\d.]+)s/g;

/** The processor time of one of N processes that answer PATH of SITE as plain CGI, in milliseconds. */
export async function cgiCpuMs(site, path, n) {
    const env = { GATEWAY_INTERFACE: 'CGI/1.1', SERVER_PROTOCOL: 'HTTP/1.1', REQUEST_METHOD: 'GET', REQUEST_URI: path,
        HTTP_HOST: 'news.example.org', HTTP_USER_AGENT: READER, REMOTE_ADDR: '127.0.0.1', BROADSHEET_SITE: site.dir };
    const answers = `${site.dir}/cgi-answers`;
    const loop = `i=0; while [ $i -lt ${n} ]; do "$0" </dev/null >>"$1"; i=$((i + 1)); done; times`;
    const { code, out, err } = await processes.run('sh', ['-c', loop, processes.program, answers], { env });
    const good = fs.readFileSync(answers, 'utf8').match(/^Status: 200/gm)?.length;
    fs.rmSync(answers);
    if (code !== 0 || good !== n) throw new Error(`cgi: ${good} pages: ${err}`);
    const seconds = [...out.trim().split('\n').at(-1).matchAll(SECONDS)].map((m) => Number(m[1]) * 60 + Number(m[2]));
    return (seconds[0] + seconds[1]) / n * 1000;
}

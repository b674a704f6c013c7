// SPDX-License-Identifier: MIT
// How long it takes to add articles from the command line, beside the server.

import fs from 'node:fs';
import * as processes from '../../http/lib/processes.mjs';

const seconds = async (work) => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
};

/** N articles in one process, as many pairs of syncs, and one article a process. */
export async function addArticles(site, n) {
    const folder = `${processes.root}/${processes.nextName('stories')}`;
    fs.mkdirSync(folder);
    for (let i = 0; i < n; i++) fs.writeFileSync(`${folder}/${String(i).padStart(6, '0')}.md`, `# Story ${i} of many\n\n${'The bridge opened on Monday, said the mayor. '.repeat(40)}\n`);
    const many_s = await seconds(() => site.mustCli(['article', 'add', '--publish', '--quiet', folder], { timeout: 600_000 }));
    const one_ms = await seconds(async () => {
        for (let i = 0; i < 50; i++) await site.mustCli(['article', 'add', '--publish', '--quiet', '--title', `Alone ${i}`], { input: 'Its text.' });
    }) * 1000 / 50;
    const fd = fs.openSync(`${site.dir}/syncs`, 'w');
    const syncs_s = await seconds(() => {
        for (let i = 0; i < 2 * n; i++) {
            fs.writeSync(fd, Buffer.alloc(4096));
            fs.fdatasyncSync(fd);
        }
    });
    fs.closeSync(fd);
    fs.unlinkSync(`${site.dir}/syncs`);
    return { many_s, one_ms, syncs_s };
}

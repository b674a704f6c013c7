// SPDX-License-Identifier: MIT
// Readers and commenters who do not stop while something goes wrong, and who check every answer:
// each reader's number is the next that nobody else got, and what a commenter was told is stored is.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { someText } from './people.mjs';

const READER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

export class Load {
    /**
     * SITE's article `read` must show its counter; `talk` must take comments. `check(page)` may look at
     * each page that a reader gets. `more`: [path, browser] pairs that are read besides, each counted.
     * `restMs`: how long each reader rests after a page, so that they leave the processor to the others.
     */
    constructor(site, { read, talk, readers = 8, writers = 2, check = () => {}, more = [], restMs = 5 }) {
        Object.assign(this, { site, read, talk, check, restMs });
        this.numbers = []; // shown to the readers
        this.taken = []; // texts that were acknowledged
        this.refused = 0; // answers of 503
        this.begun = new Set(); // texts that may be there
        this.others = more.map(() => 0);
        this.slowestMs = 0;
        this.going = true;
        this.failed = null;
        const workers = [
            ...Array.from({ length: readers }, () => this.reading()),
            ...Array.from({ length: writers }, () => this.writing()),
            ...more.map(([path, browser], i) => this.readingMore(path, browser, i)),
        ];
        this.done = Promise.all(workers.map((w) => w.catch((e) => { this.going = false; this.failed ??= e; })));
    }

    async timed(asking) {
        const begun = performance.now();
        const answer = await asking;
        this.slowestMs = Math.max(this.slowestMs, performance.now() - begun);
        return answer;
    }

    async reading() {
        const reader = this.site.browser({ headers: { 'user-agent': READER }, sockets: 1 });
        while (this.going) {
            const page = await this.timed(reader.get(this.read.path));
            assert.equal(page.status, 200, page.text.slice(0, 200));
            assert.equal(page.raw.length, Number(page.headers['content-length']));
            assert.ok(page.html.trimEnd().endsWith('</html>'), 'the page is whole');
            this.numbers.push(page.views[0]);
            this.check(page);
            await sleep(this.restMs);
        }
        reader.close();
    }

    async readingMore(path, browser, i) {
        while (this.going) {
            const page = await this.timed(browser.get(path));
            assert.equal(page.status, 200, `${path}: ${page.text.slice(0, 200)}`);
            this.others[i]++;
            await sleep(this.restMs);
        }
    }

    /** A comment is sent again, with the same form, until it is taken. */
    async writing() {
        while (this.going) {
            const writer = this.site.browser({ sockets: 1 });
            const text = someText('Under load');
            const form = (await this.timed(writer.page(this.talk.path))).form('/comment');
            this.begun.add(text);
            for (;;) {
                const answer = await writer.submit(form, { author: 'Load', email: 'load@example.org', comment: text });
                if (answer.status === 303) {
                    this.taken.push(text);
                    break;
                }
                assert.equal(answer.status, 503, answer.text.slice(0, 300));
                assert.ok(Number(answer.headers['retry-after']) >= 1, 'it says when to come again');
                this.refused++;
                if (!this.going) return;
                await sleep(20);
            }
            writer.close();
        }
    }

    /** Waits until TEST() holds, while the load goes on. */
    async until(what, test, timeoutMs = 30_000) {
        for (const deadline = Date.now() + timeoutMs; !await test();) {
            if (this.failed) throw this.failed;
            assert.ok(Date.now() < deadline, `waited ${timeoutMs} ms in vain: ${what}`);
            await sleep(10);
        }
    }

    /** Waits until that many more were read and, of WRITERS, taken. */
    more(reads, comments = 0) {
        const [r, c] = [this.numbers.length + reads, this.taken.length + comments];
        return this.until(`${reads} more reads, ${comments} more comments`, () => this.numbers.length >= r && this.taken.length >= c);
    }

    /** Ends it, and compares what was answered with what is there. */
    async end() {
        this.going = false;
        await this.done;
        if (this.failed) throw this.failed;
        const sorted = [...this.numbers].sort((a, b) => a - b);
        assert.deepEqual(sorted, sorted.map((_, i) => sorted[0] + i), 'each view has a number of its own, and none is missing');
        const [next] = (await this.site.browser().page(this.read.path)).views;
        assert.equal(next, sorted.at(-1) + 1);
        const rows = (await this.site.sql("SELECT body FROM comment WHERE author = 'Load';")).split('\n').filter((row) => this.begun.has(row));
        assert.equal(new Set(rows).size, rows.length, 'no comment is there twice');
        const there = new Set(rows);
        for (const text of this.taken) assert.ok(there.has(text), `acknowledged and gone: ${text}`);
    }
}

// SPDX-License-Identifier: MIT
// What a build calls itself: by the last tag and the commit, in a checkout, in an archive, without git.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { beforeEach, describe, test } from 'node:test';
import * as processes from './lib/processes.mjs';

describe('a version', () => {
    let dir;
    const git = (...args) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-C', dir, ...args], { encoding: 'utf8' }).trim();
    const change = (text) => fs.appendFileSync(`${dir}/README.md`, `${text}\n`);
    const version = (where = dir) => execFileSync('sh', [`${where}/src/tools/version.sh`, '--plain'], { encoding: 'utf8' }).trim().split(' ');

    beforeEach(() => {
        dir = `${processes.root}/${processes.nextName('checkout')}`;
        fs.mkdirSync(`${dir}/src/tools`, { recursive: true });
        for (const file of ['version', 'version.sh']) fs.copyFileSync(`${processes.checkout}/src/tools/${file}`, `${dir}/src/tools/${file}`);
        fs.copyFileSync(`${processes.checkout}/.gitattributes`, `${dir}/.gitattributes`);
        fs.writeFileSync(`${dir}/src/tools/version`, '1.0.0 $Format:%H$\n');
        change('one');
        git('init', '-q');
        git('add', '.');
        git('commit', '-qm', 'one');
    });

    test("is the last tag's, then that with the commits since", () => {
        git('tag', 'v1.2.0');
        assert.deepEqual(version(), ['1.2.0', git('rev-parse', 'HEAD')]);
        change('two');
        git('commit', '-qam', 'two');
        assert.deepEqual(version(), [`1.2.0+1.g${git('rev-parse', '--short=7', 'HEAD')}`, git('rev-parse', 'HEAD')]);
        change('three');
        assert.match(version()[0], /^1\.2\.0\+1\.g[0-9a-f]{7}\.changed$/);
    });

    test('counts from the start before the first tag', () => {
        assert.equal(version()[0], `1.0.0+1.g${git('rev-parse', '--short=7', 'HEAD')}`);
    });

    test('grows with each commit and release, as Debian compares them', () => {
        const seen = [version()[0]];
        for (const tag of [null, 'v1.0.1', null, 'v1.1.0', null]) {
            change('more');
            git('commit', '-qam', 'more');
            if (tag) git('tag', tag);
            seen.push(version()[0]);
        }
        for (let i = 1; i < seen.length; i++) execFileSync('dpkg', ['--compare-versions', seen[i - 1], 'lt', seen[i]]);
    });

    test('is in an archive, which has no git', () => {
        const archive = `${processes.root}/${processes.nextName('archive')}`;
        fs.mkdirSync(archive);
        execFileSync('tar', ['-x', '-C', archive], { input: execFileSync('git', ['-C', dir, 'archive', 'HEAD']) });
        assert.deepEqual(version(archive), ['1.0.0', git('rev-parse', 'HEAD')]);
    });

    test('has no commit where nobody wrote one down, even inside of another checkout', () => {
        const copy = `${dir}/copy`;
        fs.mkdirSync(`${copy}/src`, { recursive: true });
        fs.cpSync(`${dir}/src/tools`, `${copy}/src/tools`, { recursive: true });
        assert.deepEqual(version(copy), ['1.0.0', 'unknown']);
    });

    test('leaves its file alone where nothing has changed, so that nothing is compiled again', () => {
        const file = `${dir}/commit.h`;
        const write = () => execFileSync('sh', [`${dir}/src/tools/version.sh`, file]);
        write();
        fs.utimesSync(file, 1, 1);
        write();
        assert.equal(fs.statSync(file).mtimeMs, 1000);
        change('another');
        git('commit', '-qam', 'another');
        write();
        assert.notEqual(fs.statSync(file).mtimeMs, 1000);
        assert.ok(fs.readFileSync(file, 'utf8').includes(git('rev-parse', 'HEAD')));
    });
});

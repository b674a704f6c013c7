// SPDX-License-Identifier: MIT
// Tests that fail and leave what they started running: run.test.mjs looks at how they end.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { startNginx } from './servers.mjs';
import { makeSite, serveSite } from './site.mjs';

describe('a suite whose preparation fails', () => {
    before(async () => {
        const site = await makeSite();
        await site.start();
        await startNginx(site);
        assert.fail('not prepared');
    });
    test('is not run', () => {});
});

test('fails', async () => {
    const site = await serveSite();
    console.log(`in ${site.dir}`);
    assert.fail('as it should');
});

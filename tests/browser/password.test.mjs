// SPDX-License-Identifier: MIT
// Fields of passwords in a browser: pasting into them, seeing what was typed, and how strong it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, serveSite } from '../http/lib/site.mjs';
import { assertAccessible, assertQuiet, launch, openPage, signIn } from './lib.mjs';

let site, browser;
before(async () => {
    site = await serveSite({ users: { boss: 'admin' } });
    browser = await launch();
});
after(async () => {
    await browser?.close();
    await site?.close();
});

test('what is typed can be shown and hidden, at the door and in one\'s profile', async () => {
    const page = await openPage(browser, site);
    await page.goto('/admin/login');
    await page.fill('[name=login]', 'boss');
    await page.fill('[name=password]', PASSWORD);
    const show = page.getByRole('button', { name: 'Show what is typed: Password' });
    assert.equal(await show.getAttribute('aria-pressed'), 'false');
    await show.click();
    assert.equal(await page.getAttribute('[name=password]', 'type'), 'text');
    assert.equal(await show.getAttribute('aria-pressed'), 'true');
    await assertAccessible(page, 'a shown password');
    await show.click();
    assert.equal(await page.getAttribute('[name=password]', 'type'), 'password');
    await show.click();
    await Promise.all([page.waitForURL(/\/admin\/$/), page.press('[name=password]', 'Enter')]);
    await page.goto('/admin/profile');
    assert.equal(await page.getByRole('button', { name: /^Show what is typed/ }).count(), 3);
    assertQuiet(page);
});

test('a password can be pasted, and its strength is told as it changes', async () => {
    const page = await openPage(browser, site, { permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn(page, 'boss', PASSWORD);
    await page.goto('/admin/users/new');
    const meter = page.getByRole('meter', { name: 'Strength of the password' });
    assert.equal(await meter.count(), 0, 'nothing is said of an empty one');
    await page.fill('[name=name]', 'Hedda Gabler');
    await page.fill('[name=password]', 'hedda gabler');
    await page.getByText('it is made of your own name').waitFor();
    assert.equal(await meter.evaluate((m) => m.value), 0);
    await page.fill('[name=login]', 'vK8!q stoat lantern-Ferry moss');
    await page.press('[name=login]', 'Control+a');
    await page.press('[name=login]', 'Control+x');
    await page.fill('[name=password]', '');
    await page.press('[name=password]', 'Control+v');
    assert.equal(await page.inputValue('[name=password]'), 'vK8!q stoat lantern-Ferry moss');
    await page.getByText('Strong.').waitFor();
    assert.equal(await meter.evaluate((m) => m.value), 3);
    await assertAccessible(page, 'the meter');
    assertQuiet(page);
});

test('without scripts there is neither button nor meter, and the form works', async () => {
    const page = await openPage(browser, site, { javaScriptEnabled: false });
    await signIn(page, 'boss', PASSWORD);
    await page.goto('/admin/users/new');
    assert.equal(await page.getByRole('button', { name: /^Show/ }).count(), 0);
    await page.fill('[name=login]', 'plain');
    await page.fill('[name=name]', 'Plain Person');
    await page.fill('[name=password]', 'stoat lantern moss');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByText('Plain Person can sign in now.').waitFor();
});

for (const javaScriptEnabled of [true, false]) {
    test(`a form that waits for the password goes on when it has come (${javaScriptEnabled ? 'with' : 'without'} scripts)`, async () => {
        const page = await openPage(browser, site, { javaScriptEnabled });
        await signIn(page, 'boss', PASSWORD);
        await page.goto('/admin/settings');
        await site.sql('UPDATE session SET proved_at = proved_at - 3600;');
        const tagline = `Tides & times, ${javaScriptEnabled}`;
        await page.fill('[name=tagline]', tagline);
        await page.getByRole('button', { name: 'Save settings' }).click();
        await page.getByRole('heading', { name: 'Confirm your password' }).waitFor();
        if (javaScriptEnabled) await assertAccessible(page, 'the page that asks for the password');
        await page.fill('[name=proof]', 'another password');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByText('This is not your password.').waitFor();
        if (javaScriptEnabled) await assertAccessible(page, 'the same page after a wrong password');
        await page.fill('[name=proof]', PASSWORD);
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByText('The settings are saved.').waitFor();
        assert.equal(await page.inputValue('[name=tagline]'), tagline);
        assertQuiet(page);
    });
}

test('what is told of a changed account, and where one is signed in, are pages like the others', async () => {
    const page = await openPage(browser, site);
    await signIn(page, 'boss', PASSWORD);
    await site.sql("INSERT INTO account_notice (user_id, what, at, who, by_self) SELECT id, 'password', 1, 'Hedda', 0 FROM user WHERE login = 'boss';");
    await page.goto('/admin/profile/sessions');
    await page.getByText('Your password was changed on').waitFor();
    await assertAccessible(page, 'sessions under a notice');
    await page.getByRole('button', { name: /^I know/ }).click();
    await page.waitForURL(/\/admin\/$/);
    assert.equal(await page.getByText('Your password was changed on').count(), 0);
    assertQuiet(page);
});

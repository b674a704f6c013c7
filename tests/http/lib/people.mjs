// SPDX-License-Identifier: MIT
// What readers, moderators and editors do, through the pages that they see.

import assert from 'node:assert/strict';
import { byClass } from './html.mjs';
import { PASSWORD } from './site.mjs';

/** Signs LOGIN in; gives the browser. */
export async function signIn(site, login, { password = PASSWORD, browser = site.browser() } = {}) {
    const page = await browser.page('/admin/login');
    const answer = await browser.submit(page.form('/admin/login'), { login, password });
    assert.equal(answer.status, 303, `${login} signs in: ${answer.text}`);
    return browser;
}

export const READER = { author: 'Ada Reader', email: 'ada@example.org', url: '' };

let comments = 0;
/** A text that no other comment has. */
export const someText = (about = 'A thought') => `${about}, number ${++comments} of process ${process.pid}.`;

/** Fills in and sends the comment form of PATH. */
export async function postComment(browser, path, values = {}, options = {}) {
    const page = await browser.page(path);
    return browser.submit(page.form('/comment'), { ...READER, comment: someText(), ...values }, options);
}

/** Posts one that must be taken; gives { text, receipt: its page }. */
export async function commentOn(site, path, values = {}, browser = site.browser()) {
    const text = values.comment ?? someText();
    const answer = await postComment(browser, path, { ...values, comment: text });
    assert.equal(answer.status, 303, `the comment is taken: ${answer.text.slice(0, 400)}`);
    return { text, location: answer.location, receipt: await browser.follow(answer), browser };
}

/** The queue's row that shows TEXT: { id, seen, text, page }; null where there is none. */
export async function queueRow(browser, text, status = 'pending') {
    const page = await browser.page(`/admin/comments?status=${status}`);
    const entry = byClass(page.html, 'entry').find((e) => e.text.includes(text));
    if (!entry) return null;
    const id = Number(/^c(\d+)$/.exec(entry.attributes.id)[1]);
    return { id, text: entry.text, page, form: page.form(`/admin/comments/${id}/moderate`) };
}

/** Presses one of a row's buttons: approve, unapprove, spam, trash ... */
export async function decide(browser, text, what, status = 'pending') {
    const row = await queueRow(browser, text, status);
    assert.ok(row, `"${text}" is in the ${status} queue`);
    const answer = await browser.submit(row.form, {}, { button: what });
    assert.equal(answer.status, 303, answer.text.slice(0, 300));
    return { id: row.id, page: await browser.follow(answer) };
}

/** Writes an article in the admin and presses BUTTON (save, publish ...); gives the page after it. */
export async function writeArticle(browser, values, button = 'publish') {
    const page = await browser.page('/admin/articles/new');
    const answer = await browser.submit(editor(page), values, { button });
    assert.equal(answer.status, 303, `the article is saved: ${answer.text.slice(0, 500)}`);
    return browser.follow(answer);
}

/** The editor's form on a page of the admin. */
export const editor = (page) => page.form(/^\/admin\/articles/, (f) => f.fields.some((x) => x.name === 'title'));

/** The address of an article on the site, as its page in the admin links to it. */
export const publicPath = (page) => /href="(\/\d{4}\/\d\d\/\d\d\/[^"/]+\/)"/.exec(page.html)?.[1];

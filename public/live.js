// SPDX-License-Identifier: MIT
// Comfort only: the open page of a live blog polls for new entries while it is in view. They wait behind a
// button, so that nothing moves while somebody reads; changes are made only outside the view.
'use strict';

{
  const live = document.querySelector('[data-live]');
  const list = live.querySelector('.live-list');
  const mark = document.querySelector('.live-mark');
  const { lang, dataset } = document.documentElement;
  const digits = new Intl.NumberFormat(lang || 'en', { numberingSystem: dataset.digits || 'latn' });
  const FAST = 20, QUIET = 120, LOST = 600; // seconds from one poll to the next
  let wait = FAST, timer = 0, asked = Date.now(), busy = false, over = false, before = '';
  let fresh = []; // the entries of the last answer

  const news = document.createElement('div');
  news.className = 'live-news';
  news.setAttribute('role', 'status');
  list.closest('.live-feed').before(news);
  live.querySelector('[data-reload]').remove();

  const entries = (root) => [...root.querySelectorAll('.live-entry')];
  const added = () => fresh.filter((e) => !document.getElementById(e.id));
  const time = (e) => Date.parse(e.querySelector('time').dateTime);

  /** Whether E can change its size without moving what is in view. */
  const apart = (e) => {
    const { top, bottom } = e.getBoundingClientRect();
    return top >= innerHeight || (bottom <= 0 && CSS.supports('overflow-anchor', 'auto'));
  };

  /** Updates what was changed or removed; entries in view only if ALL. */
  const mend = (whole, all) => {
    const end = fresh.length ? time(fresh[fresh.length - 1]) : 0;
    for (const e of entries(list)) {
      const now = fresh.find((f) => f.id === e.id);
      if (now && now.dataset.version !== e.dataset.version && (all || apart(e))) {
        e.replaceWith(document.importNode(now, true));
      } else if (!now && (whole || time(e) > end)) {
        if (all || apart(e)) e.remove();
        else {
          const what = e.querySelector('.live-what');
          what.style.minBlockSize = `${what.getBoundingClientRect().height}px`;
          what.textContent = live.dataset.removed;
        }
      }
    }
  };

  const offer = (whole) => {
    const n = added().length;
    if (!n) return news.replaceChildren();
    const button = document.createElement('button');
    button.className = 'button primary';
    button.textContent = live.dataset.show.replace('{n}', () => digits.format(n));
    button.addEventListener('click', () => {
      // There are more new entries than one answer holds: those in between are missing here.
      if (n === fresh.length && !whole && list.children.length) return location.reload();
      const late = added().map((e) => e.id);
      news.replaceChildren();
      mend(whole, true);
      // Insert each at its place, oldest first: a new entry may have an earlier time than others.
      let next = entries(list).find((e) => time(e) < time(fresh[fresh.length - 1])) ?? null;
      for (const now of [...fresh].reverse()) {
        const e = document.getElementById(now.id) ?? document.importNode(now, true);
        if (!e.isConnected || e.nextElementSibling !== next) list.insertBefore(e, next);
        if (late.includes(e.id)) e.classList.add('live-new');
        next = e;
      }
      const first = document.getElementById(late[0]);
      first.tabIndex = -1;
      first.focus();
    });
    news.replaceChildren(button);
  };

  const look = (html) => {
    const feed = new DOMParser().parseFromString(html, 'text/html').querySelector('.live-feed');
    fresh = entries(feed);
    over = feed.dataset.state !== 'on';
    feed.querySelector('[data-reload]')?.remove();
    live.querySelector('.live-status').replaceWith(feed.querySelector('.live-status'));
    mend('whole' in feed.dataset, false);
    offer('whole' in feed.dataset);
    if (over && mark) {
      mark.textContent = live.dataset.ended;
      mark.classList.add('live-over');
    }
  };

  const later = () => {
    clearTimeout(timer);
    if (!over && !busy && !document.hidden) timer = setTimeout(ask, wait * (900 + Math.random() * 200));
  };

  const ask = async () => {
    busy = true;
    asked = Date.now();
    try {
      const answer = await fetch(live.dataset.live, { cache: 'no-cache' });
      const html = await answer.text();
      if (answer.status === 404) over = true; // the article was taken off the site
      else if (!answer.ok) throw answer;
      else {
        wait = html === before ? Math.min(wait * 1.2, QUIET) : FAST;
        look(before = html);
      }
    } catch {
      wait = Math.min(wait * 2, LOST);
    }
    busy = false;
    later();
  };

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && !busy && !over && Date.now() - asked > wait * 1000) ask();
    else later();
  });
  later();
}

// SPDX-License-Identifier: MIT
// Comfort only: every page works without it. Nothing is requested from YouTube before a video is clicked.
'use strict';

{
  const player = (link) => {
    const frame = document.createElement('iframe');
    frame.src = `https://www.youtube-nocookie.com/embed/${encodeURIComponent(link.dataset.video)}?autoplay=1&rel=0`;
    frame.title = link.dataset.title;
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    frame.allowFullscreen = true;
    frame.referrerPolicy = 'strict-origin-when-cross-origin'; // YouTube refuses to play without one
    frame.className = 'video-frame';
    return frame;
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-video]');
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    const frame = player(link);
    link.replaceWith(frame);
    frame.focus();
  });

  // If there is a clipboard, a click on "Link to this article" copies its address.
  for (const link of document.querySelectorAll('a[data-copy]')) {
    if (!navigator.clipboard) break;
    const words = link.querySelector('span');
    const before = words.textContent = link.dataset.copy;
    link.setAttribute('role', 'button');
    link.addEventListener('click', async (event) => {
      event.preventDefault();
      await navigator.clipboard.writeText(link.href).catch(() => { location.href = link.href; });
      words.textContent = link.dataset.copied;
      setTimeout(() => { words.textContent = before; }, 2000);
    });
  }

  // The video now plays here, not in a new tab.
  for (const note of document.querySelectorAll('a[data-video] .video-note')) note.remove();

  // A box is a stop of the Tab key only while it has something to scroll.
  const boxes = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      const box = target.closest('.table, pre');
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    }
  });
  for (const box of document.querySelectorAll('.article-text :is(.table, pre)')) {
    boxes.observe(box);
    boxes.observe(box.firstElementChild);
  }

  // A time less than a day ago shows its age, and on paper its date: the style sheet shows one of both.
  // It is the last thing in its line, so nothing beside it moves.
  const times = [...document.querySelectorAll('time[data-ago]')].map((time) => ({ time, at: Date.parse(time.dateTime), date: time.textContent }));
  // Browsers disagree about a language's digits, so the page names them.
  const { lang, dataset } = document.documentElement;
  const words = new Intl.RelativeTimeFormat(lang || 'en', { numeric: 'auto', style: 'short', numberingSystem: dataset.digits || 'latn' });
  const part = (name, text) => Object.assign(document.createElement('span'), { className: `ago-${name}`, textContent: text });
  const tell = () => {
    for (const { time, at, date } of times) {
      const minutes = Math.floor((Date.now() - at) / 60000);
      const young = minutes >= 0 && minutes < 24 * 60;
      const age = !young ? '' : minutes < 60 ? words.format(-minutes, 'minute') : words.format(-Math.floor(minutes / 60), 'hour');
      time.replaceChildren(...(young ? [part('age', age), part('date', date)] : [date]));
      time.title = young ? date : '';
    }
  };
  if (times.length) {
    tell();
    setInterval(tell, 60000);
    addEventListener('pageshow', tell);
  }

  // The current section, and the focused one, are scrolled fully into view.
  const list = document.querySelector('.nav-list');
  list?.addEventListener('focusin', (event) => event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  const current = list?.querySelector('[aria-current]');
  if (current) {
    const over = current.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (over.left < frame.left || over.right > frame.right)
      list.scrollLeft += over.left - frame.left - (frame.width - over.width) / 2;
  }
}

// SPDX-License-Identifier: MIT
// Comfort only: without it a reply's form is on a page of its own. Here "Reply" moves the form below the comment;
// "Cancel reply" or Escape moves it back, with what was typed in it. Leaving with a comment that was not sent asks
// first. A form is sent once.
'use strict';

{
  const respond = document.getElementById('respond');
  const form = respond?.querySelector('[data-comment-form]');
  const title = document.getElementById('respond-title');
  const cancel = respond?.querySelector('[data-cancel]');

  if (form && title && cancel) {
    const home = document.createComment('the form');
    respond.before(home);
    let link = null; // the link that moved it

    const answer = (to) => {
      link = to;
      form.elements.parent.value = to.dataset.reply;
      title.textContent = title.dataset.reply.replace('{name}', () => to.dataset.replyName);
      cancel.hidden = false;
      to.closest('[data-comment]').after(respond);
      form.elements.comment.focus();
    };

    const back = () => {
      form.elements.parent.value = '';
      title.textContent = title.dataset.first;
      cancel.hidden = true;
      home.after(respond);
      (link ?? form.elements.comment).focus();
      link = null;
    };

    document.addEventListener('click', (event) => {
      const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (elsewhere || event.defaultPrevented) return;
      const reply = event.target.closest?.('a[data-reply]');
      const stop = event.target.closest?.('[data-cancel] a');
      if (!reply && !stop) return;
      event.preventDefault();
      if (reply) answer(reply);
      else back();
    });

    // While a character is being composed, the key belongs to that.
    respond.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !link) return;
      event.preventDefault();
      back();
    });
  }

  let sending = false;
  for (const each of document.querySelectorAll('[data-comment-form]')) {
    each.addEventListener('submit', (event) => {
      if (sending) event.preventDefault();
      sending = true;
    });
  }
  // A page from the browser's history can be sent again.
  addEventListener('pageshow', () => { sending = false; });

  const typed = () => [...document.querySelectorAll('[data-comment-form] textarea')]
    .some((area) => area.value !== area.defaultValue && area.value.trim() !== '');
  addEventListener('beforeunload', (event) => {
    if (!sending && typed()) event.preventDefault();
  });
}

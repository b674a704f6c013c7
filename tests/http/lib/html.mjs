// SPDX-License-Identifier: MIT
// As much of HTML as the tests need: tags, text, and the forms of a page with their values, read as a
// browser would. It trusts the site's own templates to be well-formed; what readers typed stands
// escaped in them.

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

export function unescapeHtml(text) {
    return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (all, hex, dec, name) => {
        if (hex) return String.fromCodePoint(parseInt(hex, 16));
        if (dec) return String.fromCodePoint(parseInt(dec, 10));
        return NAMED[name.toLowerCase()] ?? all;
    });
}

function attributesOf(source) {
    const attributes = {};
    for (const m of source.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g))
        attributes[m[1].toLowerCase()] ??= unescapeHtml(m[2] ?? m[3] ?? m[4] ?? '');
    return attributes;
}

/** The page as a flat list: { tag, attributes }, { end } and { text }, in order. */
export function tokens(html) {
    const list = [];
    const pattern = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
    let at = 0;
    const addText = (text) => { if (text) list.push({ text: unescapeHtml(text) }); };
    for (let m; (m = pattern.exec(html)) !== null;) {
        addText(html.slice(at, m.index));
        at = pattern.lastIndex;
        if (!m[2]) continue;
        const tag = m[2].toLowerCase();
        if (m[1]) {
            list.push({ end: tag });
            continue;
        }
        list.push({ tag, attributes: attributesOf(m[3]) });
        if (['script', 'style', 'textarea', 'title'].includes(tag)) {
            const end = html.toLowerCase().indexOf(`</${tag}`, at);
            const raw = html.slice(at, end < 0 ? html.length : end);
            if (raw) list.push({ text: tag === 'script' || tag === 'style' ? raw : unescapeHtml(raw) });
            pattern.lastIndex = at = end < 0 ? html.length : end;
        }
    }
    addText(html.slice(at));
    return list;
}

/** The elements for which TEST(tag, attributes) holds, each with its text and its own tokens. */
export function elements(html, test) {
    const list = typeof html === 'string' ? tokens(html) : html;
    const found = [];
    list.forEach((token, i) => {
        if (!token.tag || !test(token.tag, token.attributes)) return;
        let depth = 1;
        let end = i + 1;
        if (!VOID.has(token.tag)) {
            for (; end < list.length; end++) {
                if (list[end].tag === token.tag) depth++;
                if (list[end].end === token.tag && --depth === 0) break;
            }
        }
        const inside = list.slice(i + 1, end);
        found.push({ tag: token.tag, attributes: token.attributes, inside, text: textOf(inside) });
    });
    return found;
}

export const byTag = (html, tag) => elements(html, (t) => t === tag);
export const byId = (html, id) => elements(html, (_, a) => a.id === id)[0];
export const byClass = (html, name) =>
    elements(html, (_, a) => (a.class ?? '').split(/\s+/).includes(name));

/** What a reader reads: the text without scripts and styles, white space folded. */
export function textOf(html) {
    const list = typeof html === 'string' ? tokens(html) : html;
    let text = '';
    for (let i = 0; i < list.length; i++) {
        const token = list[i];
        if (token.tag === 'script' || token.tag === 'style') i++;
        else if (token.text !== undefined) text += token.text;
        else if (/^(p|div|li|br|h\d|td|th|tr|section|article|label|option|button)$/.test(token.tag ?? token.end)) text += ' ';
    }
    return text.replace(/\s+/g, ' ').trim();
}

/** The forms of a page: { action, method, fields: [{ name, value, type, checked, label }], buttons }. */
export function forms(html) {
    const list = tokens(html);
    const labels = Object.fromEntries(
        elements(list, (tag, a) => tag === 'label' && a.for).map((l) => [l.attributes.for, l.text]));
    const all = elements(list, (tag) => tag === 'form').map((form) => ({
        id: form.attributes.id ?? '',
        action: form.attributes.action ?? '',
        method: (form.attributes.method ?? 'get').toUpperCase(),
        text: form.text,
        ...fieldsOf(form.inside, labels),
    }));
    // A control may stand outside its form and name it.
    const outside = elements(list, (tag, a) => a.form && /^(input|select|textarea|button)$/.test(tag));
    for (const form of all) {
        for (const control of outside.filter((c) => form.id && c.attributes.form === form.id)) {
            const more = fieldsOf([{ tag: control.tag, attributes: control.attributes },
                ...control.inside, { end: control.tag }], labels);
            form.fields.push(...more.fields);
            form.buttons.push(...more.buttons);
        }
    }
    return all;
}

function fieldsOf(list, labels) {
    const fields = [];
    const buttons = [];
    for (const { tag, attributes: a, inside, text } of elements(list, (t) => /^(input|select|textarea|button)$/.test(t))) {
        if (!a.name || 'disabled' in a) continue;
        const label = labels[a.id] ?? '';
        if (tag === 'button' || (tag === 'input' && /^(submit|image)$/.test(a.type))) {
            if ((a.type ?? 'submit') === 'submit') buttons.push({ name: a.name, value: a.value ?? '', text: text || a.value });
        } else if (tag === 'select') {
            const options = elements(inside, (t) => t === 'option').map((o) => ({
                value: o.attributes.value ?? o.text, text: o.text, selected: 'selected' in o.attributes }));
            const chosen = options.find((o) => o.selected) ?? options[0];
            fields.push({ name: a.name, type: 'select', value: chosen?.value ?? '', options, label, checked: true });
        } else if (tag === 'textarea') {
            const raw = inside.map((t) => t.text ?? '').join('');
            fields.push({ name: a.name, type: 'textarea', value: raw.replace(/^\r?\n/, ''), label, checked: true });
        } else {
            const type = (a.type ?? 'text').toLowerCase();
            const tick = type === 'checkbox' || type === 'radio';
            fields.push({ name: a.name, type, value: a.value ?? (tick ? 'on' : ''), label,
                checked: !tick || 'checked' in a });
        }
    }
    return { fields, buttons };
}

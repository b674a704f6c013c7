// SPDX-License-Identifier: MIT
// The figures' names, goals, and how they are printed.

const least = (n) => ({ text: `>= ${n}`, met: (v) => v >= n });
const most = (n) => ({ text: `<= ${n}`, met: (v) => v <= n });

const goals = {
    article_hot_gzip_vs_fcgx_hello: least(1.2),
    article_hot_gzip_vs_bare_epoll: least(0.85),
    article_hot_gzip_vs_nginx_static: least(0.55),
    article_hot_identity_vs_fcgx_hello: least(1.1),
    article_hot_identity_vs_bare_epoll: least(0.95),
    article_hot_identity_vs_nginx_static: least(0.55),
    home_hot_vs_bare_epoll: least(0.95),
    article_hot_br_vs_article_hot_gzip: least(0.95),
    article_gzip_vs_gzip_9: most(1.02),
    article_br_vs_brotli_9: most(1.08),
    small_page_bytes_over_gzip_9: most(150),
    cpu_us_per_hot_article_vs_bare_epoll: most(1.45),
    cpu_us_per_render: most(250),
    render_vs_e6a0d5e: most(0.5),
    article_add_1000_s: most(10),
    comment_post_per_s: least(3000),
    comment_post_p99_ms: most(25),
    moderate_10k_bulk_s: most(1),
    hit_rate_beside_made_up_addresses: least(0.99),
    hit_rate_beside_a_walk_through_all: least(0.99),
    rush_4000_refused_nginx: most(0),
    rush_4000_refused_apache: most(0),
    cgi_cpu_ms: most(15),
    rss_mb: most(64),
    start_to_first_byte_ms: most(60),
    lighthouse_performance_vs_static_file: least(0.98),
    mixed_errors: most(0),
    views_exact: least(1),
};

const written = (v) => (Number.isInteger(v) ? String(v) : v >= 1000 ? v.toFixed(0) : v >= 100 ? v.toFixed(1) : v.toFixed(3));

export class Figures {
    constructor() { this.values = new Map(); }

    /** Keeps and prints one. */
    set(name, value, goal) {
        if (goal) goals[name] = goal;
        if (!Number.isFinite(value)) throw new Error(`${name} was not measured`);
        this.values.set(name, value);
        process.stdout.write(`${name}: ${written(value)}\n`);
    }

    /** All of them as Markdown, those with a goal first. */
    table(machine, short) {
        const rows = [...this.values].map(([name, v]) => [name, written(v), goals[name]?.text ?? '', goals[name] ? (goals[name].met(v) ? 'yes' : 'NO') : '']);
        rows.sort((a, b) => (b[2] !== '') - (a[2] !== ''));
        const head = ['figure', 'value', 'goal', 'met'];
        const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i].length)));
        const line = (cells) => `| ${cells.map((c, i) => (i === 1 ? c.padStart(widths[i]) : c.padEnd(widths[i]))).join(' | ')} |\n`;
        return `\n${machine}${short ? ' (SHORT)' : ''}\n\n${line(head)}${line(widths.map((w) => '-'.repeat(w)))}${rows.map(line).join('')}`;
    }
}

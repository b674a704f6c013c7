// SPDX-License-Identifier: MIT
// The completions of the shells, in real ones: what a person who presses Tab is offered.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import * as processes from './lib/processes.mjs';

const lines = (text) => [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))].sort();

/** What bash offers after LINE, which ends where the cursor is. */
async function bash(line) {
    const script = `PATH=${processes.program.replace(/\/[^/]*$/, '')}:$PATH
        source <(broadsheet completion bash)
        COMP_LINE=$1; COMP_POINT=\${#1}
        words=\${1//=/ = }; read -ra COMP_WORDS <<<"$words"
        [[ $1 == *[\\ =] ]] && COMP_WORDS+=('')
        COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
        compopt() { :; }
        $(complete -p broadsheet | sed 's/.*-F \\([a-z_]*\\).*/\\1/')
        printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { code, out, err } = await processes.run('bash', ['--norc', '-c', script, 'bash', line], { timeout: 20_000 });
    assert.deepEqual([code, err], [0, ''], line);
    return lines(out);
}

/** The same of zsh, in a terminal of its own, through its whole completion system. */
async function zsh(line) {
    const said = `${processes.root}/${processes.nextName('zsh')}`;
    const inner = `PATH=${processes.program.replace(/\/[^/]*$/, '')}:$PATH; autoload -Uz compinit; compinit -u -D; source <(broadsheet completion zsh)
        compadd() { local -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >>${said}; builtin compadd "$@" }
        finish() { print -n >${said}.done }; zle -N finish; bindkey '^X' finish; zstyle ':completion:*' list-prompt ''; LISTMAX=10000
        print -n >${said}.ready`;
    fs.writeFileSync(`${said}.rc`, inner);
    const outer = `zmodload zsh/zpty; zmodload zsh/zselect; zpty shell zsh -f -i
        settle() { local i; for ((i = 0; i < 1000; i++)); do [[ -e $1 ]] && return; zpty -r -t shell skipped; zselect -t 2; done; exit 3 }
        zpty -w shell 'source ${said}.rc'; settle ${said}.ready
        zpty -n -w shell "$1"$'\\t\\x18'; settle ${said}.done; zpty -d shell`;
    const { code, err } = await processes.run('zsh', ['-f', '-c', outer, 'zsh', line], { timeout: 30_000 });
    assert.deepEqual([code, err], [0, ''], line);
    return lines(fs.existsSync(said) ? fs.readFileSync(said, 'utf8') : '');
}

for (const [shell, complete] of [['bash', bash], ['zsh', zsh]]) {
    describe(`${shell} completes`, () => {
        test('the first word, and what follows it', async () => {
            const { out } = await processes.run(processes.program, ['help']);
            const commands = [...out.matchAll(/^ {2}([a-z]+)((?: [a-z]+)?) {2,}\S/gm)];
            assert.deepEqual(await complete('broadsheet '), [...new Set(commands.map((m) => m[1]))].sort());
            assert.deepEqual(await complete('broadsheet user '), commands.filter((m) => m[1] === 'user' && m[2]).map((m) => m[2].trim()).sort());
            assert.deepEqual(await complete('broadsheet --site /tmp user ro'), ['role']);
            assert.deepEqual(await complete('broadsheet help comment app'), ['approve']);
        });

        test('options, those of every command among them', async () => {
            assert.deepEqual(await complete('broadsheet user add --'), ['--email', '--help', '--name', '--password-file', '--quiet', '--role', '--site']);
            assert.deepEqual(await complete('broadsheet article list --s'), ['--section', '--since', '--site', '--status']);
        });

        test('what a value can be', async () => {
            assert.deepEqual(await complete('broadsheet user add ada --role '), ['admin', 'author', 'editor', 'moderator']);
            assert.deepEqual(await complete('broadsheet user add --role=ed'), ['editor']);
            assert.deepEqual(await complete('broadsheet user role ada m'), ['moderator']);
            assert.deepEqual(await complete('broadsheet article list --status un'), ['unpublished']);
            assert.deepEqual(await complete('broadsheet setting set comments_o'), ['comments_on']);
            assert.deepEqual(await complete('broadsheet completion '), ['bash', 'zsh']);
            assert.deepEqual(await complete('broadsheet template copy site/artic'), ['site/article.tpl']);
        });

        test('names of files and folders where these belong, and nothing where it knows nothing', async () => {
            const folder = `${processes.root}/${processes.nextName('files')}`;
            fs.mkdirSync(`${folder}/site-here`, { recursive: true });
            fs.writeFileSync(`${folder}/story.md`, '');
            // zsh completes the folders on the way, too.
            const tail = (found, typed) => found.map((path) => path.replace(/\/$/, '').split('/').pop()).filter((name) => name.startsWith(typed));
            assert.deepEqual(tail(await complete(`broadsheet article add --file ${folder}/st`), 'st'), ['story.md']);
            assert.deepEqual(tail(await complete(`broadsheet check --site ${folder}/s`), 's'), ['site-here']);
            assert.deepEqual(await complete('broadsheet article add --title '), []);
        });
    });
}

test('make install puts both where the shells look', async () => {
    const folder = `${processes.root}/${processes.nextName('installed')}`;
    const { code, err } = await processes.run('sh', ['src/tools/install.sh', processes.program, folder, '/usr', '/lib/systemd/system'], { cwd: processes.checkout, own: false });
    assert.deepEqual([code, err], [0, '']);
    for (const [shell, file] of [['bash', 'bash-completion/completions/broadsheet'], ['zsh', 'zsh/vendor-completions/_broadsheet']])
        assert.equal(fs.readFileSync(`${folder}/usr/share/${file}`, 'utf8'), (await processes.run(processes.program, ['completion', shell])).out);
});

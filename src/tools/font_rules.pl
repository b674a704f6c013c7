#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# font_rules.pl NAME CUT=LETTERS...: prints the style sheet of the languages whose letters are all in the first CUT. Its
# families, "Broadsheet Serif NAME" and "Broadsheet Sans NAME", have that cut's files, and for each letter that it has not
# the file of the first of the others that has it: a browser loads the files of all rules that have a letter.
use strict;
use warnings;

my ($name, @cuts) = @ARGV;
my $serif = 'ascent-override: 95%; descent-override: 25%; line-gap-override: 0%;'; # as in site.css
my @faces = (
    ['Serif', 'serif',        "font-weight: 400; $serif"],
    ['Serif', 'serif-bold',   "font-weight: 600 900; $serif"],
    ['Serif', 'serif-italic', "font-style: italic; font-weight: 400; $serif"],
    ['Sans',  'sans',         'font-weight: 400;'],
    ['Sans',  'sans-bold',    'font-weight: 600 900;'],
);

sub letters {
    return map { /^U\+([0-9A-F]+)(?:-([0-9A-F]+))?$/ or die "no letters: $_"; hex $1 .. hex($2 // $1) } split /,/, shift;
}

# A sorted list as "U+0041-005A, U+00C4".
sub range {
    my @runs;
    for my $c (@_) {
        if (@runs && $c == $runs[-1][1] + 1) { $runs[-1][1] = $c }
        else { push @runs, [$c, $c] }
    }
    return join ', ', map { $_->[0] == $_->[1] ? sprintf 'U+%04X', $_->[0] : sprintf 'U+%04X-%04X', @$_ } @runs;
}

my %seen;
for (@cuts) {
    my ($cut, $list) = /^(\S*)=(\S+)$/ or die "no cut: $_";
    my %own = map { $_ => 1 } letters($list);
    my @new = grep { !$seen{$_}++ } sort { $a <=> $b } keys %own;
    next unless @new;
    for (@faces) {
        my ($kind, $file, $style) = @$_;
        $file .= "-$cut" if $cut ne '';
        printf "\@font-face { font-family: \"Broadsheet %s %s\"; src: url(\"%s.woff2?v=2\") format(\"woff2\"); %s font-display: optional; unicode-range: %s; }\n",
            $kind, $name, $file, $style, range(@new);
    }
}
print ":root[data-letters] { --serif-letters: \"Broadsheet Serif $name\"; --sans-letters: \"Broadsheet Sans $name\"; }\n";

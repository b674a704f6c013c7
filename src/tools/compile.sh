#!/bin/sh
# SPDX-License-Identifier: MIT
# compile.sh MAKE PROGRAM: builds everything, with one compiler for each processor. Says what takes so long if
# there is much to compile; if there is nothing, it is instant and silent.
set -eu
many=40 # files; fewer take a few seconds

files=$("$1" --no-print-directory -n all | grep -c -- ' -c -o ' || true)
if [ ! -e "$2" ]; then
    echo "make: compiling the program, which takes a minute or two"
elif [ "$files" -ge $many ]; then
    echo "make: compiling what has changed, which takes a minute or two"
fi
exec "$1" --no-print-directory -s -j"$(nproc)" all

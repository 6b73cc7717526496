#!/bin/sh
# Fills the corpus from the repository's own data and tests; small files, so that many fit a second.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
for target in bank library import answers responses settings index; do
    mkdir -p "$here/corpus/$target"
done
cp "$top"/tests/bad-banks/*.toml "$top"/tests/good-banks/*.toml "$here/corpus/bank"
cp "$top"/tests/data/quiz/*.toml "$top"/tests/data/fit/*.toml "$here/corpus/bank"
cp "$top"/tests/data/*.toml "$top/data/exams.toml" "$here/corpus/library"
cp "$top"/tests/exchange/* "$here/corpus/import"
item=value-is-a-project-principle
record='{"seed": 1, "form": "full", "answers": [{"item": "'$item'", "answer": true, "certainty": 2, "seconds": 3.5}]}'
printf '%s\n' "$record" | tee "$here/corpus/answers/record" >"$here/corpus/responses/record"
printf '%s\n%s\n' "$record" '{"bank": {"id": "x"}, "answers": [{}]}' >"$here/corpus/responses/lines"
printf 'respondent,item,response,seconds\nann,%s,true,3\nbob,%s,-,\n' $item $item >"$here/corpus/responses/long"
printf 'respondent;%s;%s.seconds\nann;false;1,5\n' $item $item >"$here/corpus/responses/wide"
printf '[practice]\nnew-per-day = 10\nretention = 90\ngoal = 20\nuntil = 2030-01-31\n' >"$here/corpus/settings/all"
printf '%s\n' '[{"id": "a", "title": "T", "about": "A", "assessment": false, "items": 3, "hash": "00", "file": "a.d/a.toml", "package": "a.d"}]' >"$here/corpus/index/one"

#!/bin/sh
# Checks this bundle with sh, sha256sum, grep and cut, and signatures where openssl is there. Says OK, or what is broken.
cd "$(dirname "$0")" || exit 2
broken() { echo "BROKEN: $1"; exit 1; }

# 1. every file is the one that was packed
found=$(sha256sum -c SHA256SUMS 2>&1) || { echo "$found" | grep -v ': OK$'; broken "the files named above"; }

if [ -e custody/log.txt ]; then

# 2. every entry of the log of custody holds the hash of the one before it
last=0000000000000000000000000000000000000000000000000000000000000000
while read -r hash entry; do
  [ "$(printf '%s%s' "$last" "$entry" | sha256sum | cut -c1-64)" = "$hash" ] || broken "custody/log.txt, entry ${entry%% *}"
  last=$hash
done < custody/log.txt

# 3. every file is in the log as the content of the piece of evidence that it stands for
for file in files/*; do
  [ -e "$file" ] || continue
  sum=$(sha256sum "$file" | cut -c1-64)
  evidence=$(grep " $file\$" custody/files.txt | cut -c1-36)
  grep -q "^[0-9a-f]* [0-9]* ACQUIRED $evidence $sum " custody/log.txt || broken "$file is not in custody/log.txt as it is"
done

fi

# 4. the anchor covers this log as it stood then
if [ -e custody/anchor.txt ]; then
  read -r case length head < custody/anchor-head.txt
  grep -q "^$case $length $head\$" custody/anchor-heads.txt || broken "custody/anchor-head.txt"
  grep -q "^$head $length .* $case\$" custody/log.txt || broken "custody/log.txt, entry $length is not the anchored one"
  grep -q " $(sha256sum custody/anchor-heads.txt | cut -c1-64) " custody/anchor.txt || broken "custody/anchor-heads.txt"
fi

# 5. the signatures; compare the keys with the ones that the sender publishes
if command -v openssl > /dev/null; then
  openssl dgst -sha256 -verify custody/public-key.pem -signature SHA256SUMS.sig SHA256SUMS > /dev/null 2>&1 ||
    broken "SHA256SUMS, its signature"
  [ ! -e custody/anchor.txt ] ||
    openssl dgst -sha256 -verify custody/anchor-key.pem -signature custody/anchor.sig custody/anchor.txt > /dev/null 2>&1 ||
    broken "custody/anchor.txt, its signature"
  echo "OK"
else
  echo "OK, but no signature was checked: openssl is not there"
fi

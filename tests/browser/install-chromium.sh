#!/bin/sh
# Chromium for the tests: from PATH, else from the system's packages, else a word on what to do.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
  exit
fi
echo "The tests need Chromium. Install it (apt-get install chromium, as root) and run them again." >&2
exit 1
